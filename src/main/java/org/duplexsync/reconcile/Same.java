package org.duplexsync.reconcile;

import java.time.Instant;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** What counts as the same. */
final class Same {
  private Same() {}

  /**
   * As agreed in every respect. A directory's identity doesn't count: its ctime moves with what is
   * in it. Neither does a link's: its target is all of its content.
   */
  static boolean unchanged(Agreed base, Side side, Entry entry, Policy policy) {
    Entry agreed = base.entry();
    return entry.looksLike(agreed)
        && metadata(entry, agreed, policy)
        && (!entry.isFile() || id(base, side, entry));
  }

  /** The same file, and nobody touched it since. */
  static boolean id(Agreed base, Side side, Entry entry) {
    FileId then = base.id(side);
    FileId now = entry.id();
    return then.inode() == now.inode() && then.ctime().equals(now.ctime());
  }

  /** Mode, and owner and group where they are carried over. A link has no mode of its own. */
  static boolean metadata(Entry x, Entry y, Policy policy) {
    return (x.kind() == Kind.SYMLINK || mode(x, y, policy))
        && (!policy.owners() || (x.owner().equals(y.owner()) && x.group().equals(y.group())));
  }

  static boolean mode(Entry x, Entry y, Policy policy) {
    return ((x.mode() ^ y.mode()) & policy.modeMask()) == 0;
  }

  /** Written so lately that it may be written again without a change of its time stamps. */
  static boolean restless(Entry entry, @Nullable Instant since) {
    return since != null && entry.isFile() && !entry.id().ctime().isBefore(since);
  }
}
