package org.duplexsync.engine.pair;

import org.duplexsync.filter.FilterSet;
import org.duplexsync.filter.Prunes;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.model.Side;

/** One pair as the engine needs it. */
public record PairSpec(String name, Sides<SideSpec> sides, FilterSet filter, PairRules rules) {
  public PairSpec with(FilterSet other) {
    return new PairSpec(name, sides, other, rules);
  }

  /** What to open on a side: the server leaves out what the filter surely excludes. */
  TreeSpec tree(Side side) {
    TreeSpec spec = sides.of(side).tree();
    Prunes prunes = filter.prunes();
    return new TreeSpec(
        name,
        spec.root(),
        spec.tempDir(),
        spec.versionsDir(),
        prunes.paths(),
        prunes.names(),
        rules.owners(),
        rules.setIds());
  }
}
