package org.duplexsync.engine.preparing;

import static java.util.stream.Collectors.joining;

import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.filter.Rule;
import org.duplexsync.model.Bytes;
import org.duplexsync.store.Settings;

/** The filter under which the baseline was last looked at. */
final class FilterMemory {
  private static final String KEY = "filter";
  private static final HexFormat HEX = HexFormat.of();

  private final Settings settings;

  FilterMemory(Settings settings) {
    this.settings = settings;
  }

  /** Empty if the pair was never looked at. */
  Optional<FilterSet> last() {
    return settings.get(KEY).map(FilterMemory::read);
  }

  void remember(FilterSet filter) {
    settings.put(KEY, write(filter));
  }

  private static String write(FilterSet filter) {
    return filter.rules().stream()
        .map(rule -> (rule.include() ? "+" : "-") + HEX.formatHex(rule.pattern().toArray()))
        .collect(joining(" "));
  }

  private static FilterSet read(String text) {
    return FilterSet.of(
        Stream.of(text.split(" ", -1))
            .filter(rule -> !rule.isEmpty())
            .map(FilterMemory::rule)
            .toList());
  }

  private static Rule rule(String text) {
    return new Rule(text.charAt(0) == '+', Bytes.of(HEX.parseHex(text.substring(1))));
  }
}
