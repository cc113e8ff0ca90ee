package org.duplexsync.engine.checking;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.TreeFacts;
import org.duplexsync.model.Side;

/** What one root has and the other has not, as lines for the operator. */
final class PairFindings {
  private PairFindings() {}

  static List<Finding> of(Sides<TreeFacts> facts) {
    var all = new ArrayList<Finding>();
    for (Side side : Side.values()) {
      TreeFacts here = facts.of(side);
      TreeFacts there = facts.of(side.other());
      if (there.acl() && !here.acl()) {
        all.add(lacks(side, "access lists", "rights that lists give on " + side.other()));
      }
      if (there.xattr() && !here.xattr()) {
        all.add(lacks(side, "extended attributes", "attributes set on " + side.other()));
      }
      if (there.caseSensitive() && !here.caseSensitive()) {
        all.add(lacks(side, "names that differ in case only", "the second of two such names"));
      }
    }
    return all;
  }

  private static Finding lacks(Side side, String what, String lost) {
    return Finding.warning(
        side,
        what,
        "not on this file system, but on " + side.other() + "'s",
        lost + " can't be had here; use a file system with them if they matter");
  }
}
