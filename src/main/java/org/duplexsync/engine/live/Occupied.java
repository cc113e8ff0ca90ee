package org.duplexsync.engine.live;

import java.util.Collection;
import java.util.TreeSet;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** Paths that something is at, so that nothing else may be at them, above them or below them. */
public final class Occupied {
  private static final Bytes FIRST_NAME = Bytes.of("\1");

  private final TreeSet<RelPath> paths;

  public Occupied(Collection<RelPath> paths) {
    this.paths = new TreeSet<>(paths);
  }

  int size() {
    return paths.size();
  }

  /** Whether one of them is at this path, above it or below it. */
  public boolean touches(RelPath path) {
    return covers(path) || hasBelow(path);
  }

  /** Whether one of them is at this path or above it. */
  boolean covers(RelPath path) {
    for (RelPath up = path; up != null; up = up.parent()) {
      if (paths.contains(up)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasBelow(RelPath path) {
    if (path.isRoot()) {
      return !paths.isEmpty();
    }
    @Nullable RelPath first = paths.ceiling(path.child(FIRST_NAME));
    return first != null && path.contains(first);
  }
}
