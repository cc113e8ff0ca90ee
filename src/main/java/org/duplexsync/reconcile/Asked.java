package org.duplexsync.reconcile;

import java.util.EnumSet;
import java.util.Set;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/** Items that stand in a plan because an operator asked for something. */
public final class Asked {
  private Asked() {}

  /** Something that is as agreed, or that no compare has seen, to be deleted wherever it is. */
  public static PlanItem delete(RelPath path, Seen a, Seen b, @Nullable Agreed base, String by) {
    return new PlanItem(
        path,
        null,
        Bucket.DELETE,
        a,
        b,
        base,
        new Change.None(),
        new Change.None(),
        Set.of(Choice.DELETE, Choice.SKIP),
        Choice.SKIP,
        false,
        reason(a, b, by));
  }

  private static String reason(Seen a, Seen b, String by) {
    boolean both = a instanceof Seen.Present && b instanceof Seen.Present;
    String where = both ? "on both sides" : a instanceof Seen.Present ? "on A" : "on B";
    return "asked for by " + by + ": delete it " + where;
  }

  /** A difference that may now be deleted on both sides as well. */
  public static PlanItem orDelete(PlanItem item) {
    Set<Choice> choices = EnumSet.copyOf(item.choices());
    choices.add(Choice.DELETE);
    return Amend.choices(item, choices);
  }
}
