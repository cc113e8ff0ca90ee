package org.duplexsync.engine.live;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.RelPath;

/** Sentences about live mode itself, for an operator. */
final class Remarks {
  private volatile String pausedBy = "";
  private List<RelPath> unheard = List.of();

  /** On any thread. */
  void pausedBy(String by) {
    pausedBy = by;
  }

  /** What a compare found though nothing had told of it. */
  void unheard(List<RelPath> paths) {
    unheard = paths;
  }

  void forget() {
    unheard = List.of();
  }

  List<String> now(boolean paused) {
    var all = new ArrayList<String>();
    if (!unheard.isEmpty()) {
      all.add(
          "the last compare of everything found what no event had told of, such as "
              + unheard.getFirst()
              + ": it goes its way now");
    }
    if (paused && !pausedBy.isEmpty()) {
      all.add("paused by " + pausedBy);
    }
    return all;
  }
}
