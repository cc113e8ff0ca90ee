package org.duplexsync.ui.parts;

import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * What a choice does to a row, as an operator sees it.
 *
 * @param on the side that is written; null: none, or both
 */
public record Effect(Sort sort, @Nullable Side on) {
  /** Each has its icon, its word and its colour; the words stand in the bundle. */
  public enum Sort {
    NEW,
    EDIT,
    DELETE,
    DELETE_BOTH,
    MOVE,
    MOVE_BACK,
    METADATA,
    RETYPE,
    MERGE,
    KEEP_BOTH,
    WAIT,
    BLOCKED
  }

  public static Effect of(PlanItem item, Choice choice) {
    return switch (choice) {
      case A_TO_B -> from(item, Side.A);
      case B_TO_A -> from(item, Side.B);
      case MERGE_FIELDS -> new Effect(Sort.MERGE, null);
      case KEEP_BOTH -> new Effect(Sort.KEEP_BOTH, null);
      case DELETE -> gone(item);
      case SKIP -> new Effect(item.bucket() == Bucket.BLOCKED ? Sort.BLOCKED : Sort.WAIT, null);
    };
  }

  private static Effect gone(PlanItem item) {
    boolean onA = item.a() instanceof Seen.Present;
    boolean both = onA == item.b() instanceof Seen.Present;
    return both
        ? new Effect(Sort.DELETE_BOTH, null)
        : new Effect(Sort.DELETE, onA ? Side.A : Side.B);
  }

  private static Effect from(PlanItem item, Side winner) {
    Side on = winner.other();
    if (item.from() != null) {
      boolean moved = item.change(winner) instanceof Change.Moved;
      return new Effect(moved ? Sort.MOVE : Sort.MOVE_BACK, on);
    }
    return new Effect(sort(item.bucket(), item.seen(winner), item.seen(on)), on);
  }

  private static Sort sort(Bucket bucket, Seen winner, Seen loser) {
    if (!(winner instanceof Seen.Present(Entry wins))) {
      return Sort.DELETE;
    }
    if (!(loser instanceof Seen.Present(Entry loses))) {
      return Sort.NEW;
    }
    if (wins.kind() != loses.kind()) {
      return Sort.RETYPE;
    }
    return bucket == Bucket.METADATA ? Sort.METADATA : Sort.EDIT;
  }
}
