package org.duplexsync.engine.live;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** What was heard of the places that were taken last. */
final class LastTaken {
  private final Set<RelPath> gone = new HashSet<>();
  private final Map<RelPath, Instant> since = new HashMap<>();

  void clear() {
    gone.clear();
    since.clear();
  }

  void add(RelPath path, Dirt dirt) {
    since.put(path, dirt.since());
    if (dirt.mayHaveGone()) {
      gone.add(path);
    }
  }

  /** When it was first heard of this path or of what is around it; null: never. */
  @Nullable Instant since(RelPath path) {
    for (RelPath up = path; up != null; up = up.parent()) {
      Instant heard = since.get(up);
      if (heard != null) {
        return heard;
      }
    }
    return null;
  }

  /** Those at which no directory stands by what was heard last. */
  List<RelPath> gone(Collection<RelPath> paths) {
    return paths.stream().filter(gone::contains).toList();
  }
}
