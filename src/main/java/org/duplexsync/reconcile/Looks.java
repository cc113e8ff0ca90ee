package org.duplexsync.reconcile;

import java.util.EnumSet;
import java.util.Set;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * Metadata says where to look, content decides. A file that can't be hashed is to be put into the
 * difference as {@link Seen.Unknown}, one that drifted as what it is now; then this is asked again.
 */
public final class Looks {
  private Looks() {}

  /** The sides that must be hashed before the difference can be classified; empty: none. */
  public static Set<Side> of(Difference difference, Clocks clocks) {
    Set<Side> sides = EnumSet.noneOf(Side.class);
    Entry a = file(difference.a());
    Entry b = file(difference.b());
    Agreed base = difference.base();
    if (base != null && base.entry().isFile()) {
      since(difference, base, Side.A, clocks, sides);
      since(difference, base, Side.B, clocks, sides);
    }
    if (a != null && b != null && a.size() == b.size() && mustCompare(difference, a, b, clocks)) {
      sides.addAll(EnumSet.allOf(Side.class));
    }
    sides.removeIf(side -> difference.hash(side) != null || file(difference.seen(side)) == null);
    return sides;
  }

  /** Did the content change since it was agreed? */
  private static void since(
      Difference difference, Agreed base, Side side, Clocks clocks, Set<Side> sides) {
    Entry entry = file(difference.seen(side));
    if (entry == null || entry.size() != base.entry().size()) {
      return;
    }
    if (!settled(base, side, entry, clocks)) {
      sides.add(side);
      if (base.sha256() == null) {
        sides.add(side.other());
      }
    }
  }

  /** Both may be new: is it the same? */
  private static boolean mustCompare(Difference difference, Entry a, Entry b, Clocks clocks) {
    Agreed base = difference.base();
    if (base == null || !base.entry().isFile()) {
      return !Entry.sameTime(a.mtime(), b.mtime())
          || Same.restless(a, clocks.restless(Side.A))
          || Same.restless(b, clocks.restless(Side.B));
    }
    return !settled(base, Side.A, a, clocks) && !settled(base, Side.B, b, clocks);
  }

  /** Nothing has touched the file since it was agreed, nor can unseen. */
  private static boolean settled(Agreed base, Side side, Entry entry, Clocks clocks) {
    return entry.looksLike(base.entry())
        && Same.id(base, side, entry)
        && !Same.restless(entry, clocks.restless(side));
  }

  private static @Nullable Entry file(Seen seen) {
    return seen instanceof Seen.Present(Entry entry) && entry.isFile() ? entry : null;
  }
}
