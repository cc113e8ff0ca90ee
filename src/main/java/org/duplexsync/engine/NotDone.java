package org.duplexsync.engine;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.RelPath;

/**
 * Paths that must be looked at again after a compare of everything. So many are named; were there
 * more, everything must be compared again, for nothing else would tell of them.
 */
final class NotDone {
  static final int MOST = 10_000;

  private final List<RelPath> paths = new ArrayList<>();
  private boolean more;

  void add(RelPath path) {
    if (paths.size() < MOST) {
      paths.add(path);
    } else {
      more = true;
    }
  }

  /** At most {@link #MOST}, the first ones. */
  List<RelPath> paths() {
    return List.copyOf(paths);
  }

  boolean isMore() {
    return more;
  }
}
