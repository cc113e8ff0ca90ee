package org.duplexsync.simulation;

import java.util.List;
import java.util.random.RandomGenerator;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.filter.Rule;

/**
 * What is special about one history.
 *
 * @param filter what the pair leaves out, from the first run on or from a later one
 * @param owners the engine is root and carries owners and groups over
 * @param rivals another engine with a store of its own starts now and then on the same pair
 * @param putBack servers are put back to an earlier state now and then
 * @param links files get second names, directories setgid
 */
record Traits(FilterSet filter, boolean owners, boolean rivals, boolean putBack, boolean links) {
  static final Traits NONE = new Traits(FilterSet.NONE, false, false, false, false);

  private static final FilterSet SOME =
      FilterSet.of(List.of(Rule.exclude("*.tmp"), Rule.exclude("/cache")));

  /** Directories of a name, and no files. */
  private static final FilterSet DIRECTORIES =
      FilterSet.of(List.of(Rule.exclude("cache/"), Rule.exclude("log/"), Rule.exclude("*.tmp")));

  static Traits some(RandomGenerator random) {
    return new Traits(
        switch (random.nextInt(6)) {
          case 0 -> SOME;
          case 1 -> DIRECTORIES;
          default -> FilterSet.NONE;
        },
        random.nextInt(5) == 0,
        random.nextInt(4) == 0,
        random.nextInt(4) == 0,
        true);
  }
}
