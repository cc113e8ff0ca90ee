package org.duplexsync.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.filter.Rule;
import org.duplexsync.model.Route;
import org.duplexsync.model.Side;

/**
 * Two roots that are kept equal.
 *
 * @param filter rules in order, each with {@code "+ "} or {@code "- "}; they come first
 * @param include patterns to keep; they come second
 * @param exclude patterns to leave out; they come last
 * @param route default {@link Route#AUTO}
 * @param setIds setuid and setgid bits travel; default false
 * @param keepVersions whole days; default 30
 * @param pace where it differs from the settings
 */
public record PairDef(
    String name,
    SideDef a,
    SideDef b,
    List<String> filter,
    List<String> include,
    List<String> exclude,
    PolicyDef policy,
    Route route,
    boolean setIds,
    Duration keepVersions,
    PaceDef pace) {
  public static final Duration KEEP_VERSIONS = Duration.ofDays(30);

  public PairDef {
    filter = List.copyOf(filter);
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** With no filter and the defaults. */
  public static PairDef of(String name, SideDef a, SideDef b) {
    return new PairDef(
        name,
        a,
        b,
        List.of(),
        List.of(),
        List.of(),
        PolicyDef.DEFAULT,
        Route.AUTO,
        false,
        KEEP_VERSIONS,
        PaceDef.NONE);
  }

  public SideDef side(Side side) {
    return side == Side.A ? a : b;
  }

  /** The rules as one: filter, include, exclude. */
  public FilterSet rules() {
    List<Rule> rules = new ArrayList<>();
    filter.forEach(text -> rules.add(Rule.filter(text)));
    include.forEach(text -> rules.add(Rule.include(text)));
    exclude.forEach(text -> rules.add(Rule.exclude(text)));
    return FilterSet.of(rules);
  }

  /** The same with other rules. */
  public PairDef with(List<String> newFilter, List<String> newExclude) {
    return new PairDef(
        name, a, b, newFilter, include, newExclude, policy, route, setIds, keepVersions, pace);
  }
}
