package org.duplexsync.engine.checking;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.model.Side;

/** All that can be found out about a pair without a compare. */
public final class Findings {
  private Findings() {}

  /** Side by side, then what one root has and the other has not. */
  public static List<Finding> of(PairSpec spec, Link link) {
    var all = new ArrayList<Finding>();
    for (Side side : Side.values()) {
      all.addAll(HostFindings.of(side, link.host(side).facts(), spec.rules().skewLimit()));
      all.addAll(TreeFindings.of(side, link.tree(side).facts()));
    }
    all.addAll(PairFindings.of(link.trees().map(tree -> tree.facts())));
    return all;
  }
}
