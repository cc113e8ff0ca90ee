package org.duplexsync.ui.table;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duplexsync.control.RowFilter;
import org.duplexsync.control.RowFilter.Mark;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * What an operator types into the filter: words of the path, {@code ext:pl,sh}, {@code >10MB},
 * {@code <1k}, {@code changed:b}, {@code is:conflict}; all must hold.
 *
 * @param unknown terms that mean nothing here; they are said, not swallowed
 */
public record FilterText(RowFilter filter, List<String> unknown) {
  private static final Pattern SIZE =
      Pattern.compile("([<>])([0-9]{1,12}(?:\\.[0-9]{1,3})?)([kmgt]?)i?b?");

  public static FilterText parse(String typed) {
    Reading reading = new Reading();
    for (String term : typed.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
      if (!term.isEmpty() && !reading.take(term)) {
        reading.unknown.add(term);
      }
    }
    return reading.done();
  }

  private static final class Reading {
    private final List<String> words = new ArrayList<>();
    private final Set<String> extensions = new HashSet<>();
    private final Set<Mark> marks = EnumSet.noneOf(Mark.class);
    private final List<String> unknown = new ArrayList<>();
    private long min;
    private long max = Long.MAX_VALUE;
    private @Nullable Side changed;

    boolean take(String term) {
      Matcher size = SIZE.matcher(term);
      if (size.matches()) {
        return size(size);
      }
      int colon = term.indexOf(':');
      String value = term.substring(colon + 1);
      return switch (colon < 0 ? "" : term.substring(0, colon)) {
        case "ext" -> extensions.addAll(List.of(value.replace(".", "").split(",")));
        case "is" -> mark(value);
        case "changed" -> changed(value);
        default -> words.add(term);
      };
    }

    private boolean size(Matcher size) {
      int power = " kmgt".indexOf(size.group(3).isEmpty() ? " " : size.group(3));
      long bytes = (long) (Double.parseDouble(size.group(2)) * Math.pow(1024, power));
      if (size.group(1).equals(">")) {
        min = Math.max(min, bytes + 1);
      } else {
        max = Math.min(max, bytes - 1);
      }
      return true;
    }

    private boolean mark(String value) {
      for (Mark mark : Mark.values()) {
        if (mark.name().toLowerCase(Locale.ROOT).equals(value)) {
          marks.add(mark);
          return true;
        }
      }
      return false;
    }

    private boolean changed(String value) {
      switch (value) {
        case "a" -> changed = Side.A;
        case "b" -> changed = Side.B;
        default -> {
          return false;
        }
      }
      return true;
    }

    FilterText done() {
      return new FilterText(
          new RowFilter(words, extensions, min, max, changed, marks), List.copyOf(unknown));
    }
  }
}
