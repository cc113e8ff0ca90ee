package org.duplexsync.store;

import java.util.EnumSet;
import java.util.Set;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** What is counted and selected by, worked out of an item once, when it is stored. */
record Traits(
    @Nullable Kind kind,
    Set<Side> changed,
    @Nullable Choice deletes,
    @Nullable Choice newer,
    long bytesToB,
    long bytesToA) {
  static Traits of(PlanItem item) {
    Entry a = entry(item.a());
    Entry b = entry(item.b());
    Entry first = a == null ? b : a;
    return new Traits(
        first == null ? null : first.kind(),
        changed(item),
        deletes(item),
        newer(a, b),
        bytes(item, a),
        bytes(item, b));
  }

  private static @Nullable Entry entry(Seen seen) {
    return seen instanceof Seen.Present(Entry entry) ? entry : null;
  }

  private static Set<Side> changed(PlanItem item) {
    Set<Side> sides = EnumSet.noneOf(Side.class);
    for (Side side : Side.values()) {
      if (!(item.change(side) instanceof Change.None)) {
        sides.add(side);
      }
    }
    return sides;
  }

  /** A move takes nothing away, in either direction. */
  private static @Nullable Choice deletes(PlanItem item) {
    if (item.bucket() == Bucket.MOVE) {
      return null;
    }
    for (Side side : Side.values()) {
      if (item.seen(side) instanceof Seen.Absent
          && item.seen(side.other()) instanceof Seen.Present) {
        return Choice.from(side);
      }
    }
    return null;
  }

  private static @Nullable Choice newer(@Nullable Entry a, @Nullable Entry b) {
    if (a == null || b == null || Entry.sameTime(a.mtime(), b.mtime())) {
      return null;
    }
    return a.mtime().isAfter(b.mtime()) ? Choice.A_TO_B : Choice.B_TO_A;
  }

  private static long bytes(PlanItem item, @Nullable Entry entry) {
    return switch (item.bucket()) {
      case METADATA, MOVE, BLOCKED -> 0;
      case CONFLICT, DELETE, OVERWRITE, NEW, RETYPE -> entry == null ? 0 : entry.size();
    };
  }
}
