package org.duplexsync.reconcile;

import java.util.Objects;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Sha256;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** How the content of a side stands to what was agreed. */
enum Content {
  SAME,
  OTHER,
  /** Nothing was agreed, or nothing of this kind. */
  NEW;

  static Content since(Difference difference, @Nullable Agreed base, Side side) {
    if (base == null || !(difference.seen(side) instanceof Seen.Present(Entry entry))) {
      return NEW;
    }
    Entry then = base.entry();
    if (entry.kind() != then.kind()) {
      return NEW;
    }
    return switch (entry.kind()) {
      case DIRECTORY -> SAME;
      case SYMLINK -> Objects.equals(entry.target(), then.target()) ? SAME : OTHER;
      case OTHER -> OTHER;
      case FILE -> file(difference, base, side, entry);
    };
  }

  private static Content file(Difference difference, Agreed base, Side side, Entry entry) {
    if (entry.size() != base.entry().size()) {
      return OTHER;
    }
    Sha256 hash = difference.hash(side);
    Sha256 agreed = agreed(difference, base, side.other());
    if (hash != null && agreed != null) {
      return hash.equals(agreed) ? SAME : OTHER;
    }
    return entry.looksLike(base.entry()) ? SAME : OTHER;
  }

  /** The hash that was agreed; where only assumed, the other side's if that was left alone. */
  private static @Nullable Sha256 agreed(Difference difference, Agreed base, Side witness) {
    if (base.sha256() != null) {
      return base.sha256();
    }
    return difference.seen(witness) instanceof Seen.Present(Entry entry)
            && entry.looksLike(base.entry())
            && Same.id(base, witness, entry)
        ? difference.hash(witness)
        : null;
  }

  /** Whether both sides are there, of one kind and with one content. */
  static boolean same(
      @Nullable Sha256 hashA, @Nullable Sha256 hashB, Seen seenA, Seen seenB, Content[] since) {
    if (!(seenA instanceof Seen.Present(Entry a))
        || !(seenB instanceof Seen.Present(Entry b))
        || a.kind() != b.kind()) {
      return false;
    }
    if (a.kind() != Kind.FILE) {
      return a.looksLike(b);
    }
    if (a.size() != b.size()) {
      return false;
    }
    if (hashA != null && hashB != null) {
      return hashA.equals(hashB);
    }
    if (since[0] == SAME || since[1] == SAME) {
      return since[0] == since[1];
    }
    return since[0] == NEW && a.looksLike(b);
  }
}
