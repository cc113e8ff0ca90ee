package org.duplexsync.engine.live;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.duplexsync.host.News;
import org.duplexsync.model.RelPath;

/** Counts paths that something happened to, each once, as long as they can be remembered. */
final class ChangedPaths {
  static final int MOST = 50_000;

  private final Set<RelPath> paths = new HashSet<>();
  private boolean unknown;

  void clear() {
    paths.clear();
    unknown = false;
  }

  /** Something may have happened of which nobody told. */
  void unknown() {
    paths.clear();
    unknown = true;
  }

  void addAll(Collection<RelPath> some) {
    some.forEach(this::add);
  }

  private void add(RelPath path) {
    if (unknown) {
      return;
    }
    paths.add(path);
    if (paths.size() > MOST) {
      unknown();
    }
  }

  /** What is in a directory that appeared is not told one by one: it counts as one. */
  void hear(News news) {
    switch (news) {
      case News.Dirty(RelPath path, _) -> add(path);
      case News.Inside(RelPath path) -> add(path);
      case News.Below(RelPath path) -> add(path);
      case News.Overflow _, News.Ended _ -> unknown();
      case News.Watching _, News.WatchLimit _ -> {}
    }
  }

  /** -1: more than can be remembered, or something was missed. */
  long count() {
    return unknown ? -1 : paths.size();
  }
}
