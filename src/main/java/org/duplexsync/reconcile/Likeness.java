package org.duplexsync.reconcile;

import java.util.Objects;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Sha256;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * Whether what came to a path on a side is what was agreed at another one; inodes are equal. Size
 * and mtime would not do: a rename moves the ctime, so nothing tells whether the file was written.
 * An empty file that came with another mtime is a new one on a reused inode, not a move.
 */
enum Likeness {
  SAME,
  OTHER,
  /** A hash will tell. */
  ASK;

  static Likeness of(Difference from, Difference to, Side side) {
    Agreed base = from.base();
    if (base == null || !(to.seen(side) instanceof Seen.Present(Entry now))) {
      return OTHER;
    }
    Entry then = base.entry();
    if (now.kind() != then.kind()) {
      return OTHER;
    }
    return switch (now.kind()) {
      case DIRECTORY -> SAME;
      case SYMLINK -> Objects.equals(now.target(), then.target()) ? SAME : OTHER;
      case OTHER -> OTHER;
      case FILE -> file(from, base, to.hash(side), now, side);
    };
  }

  private static Likeness file(
      Difference from, Agreed base, @Nullable Sha256 hash, Entry now, Side side) {
    Entry then = base.entry();
    if (now.size() != then.size()
        || (now.size() == 0 && !Entry.sameTime(now.mtime(), then.mtime()))) {
      return OTHER;
    }
    Sha256 agreed = base.sha256() != null ? base.sha256() : from.hash(side.other());
    return hash == null || agreed == null ? ASK : hash.equals(agreed) ? SAME : OTHER;
  }
}
