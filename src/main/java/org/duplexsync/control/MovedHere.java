package org.duplexsync.control;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duplexsync.engine.Aligned;
import org.duplexsync.engine.PlanReader;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Selection;
import org.jspecify.annotations.Nullable;

/**
 * Where entries of a directory went or came from that stand on one side only and have no row of
 * their own: they were moved, by themselves or with a directory that holds them. A plan names a
 * move by its new place, so its moves are read through, but only if there is such an entry.
 */
final class MovedHere {
  private static final int PAGE_ROWS = 1000;

  /** New places by old ones: of entries, and of the directories on the way to them. */
  private final Map<RelPath, RelPath> gone = new HashMap<>();

  /** The move that brought the directory here, or one that holds it. */
  private @Nullable PlanRow came;

  private MovedHere() {}

  static MovedHere of(RelPath directory, List<Aligned> alone, PlanReader plan) {
    MovedHere moved = new MovedHere();
    if (!alone.isEmpty()) {
      Set<RelPath> asked = new HashSet<>();
      alone.forEach(entry -> asked.add(entry.path()));
      for (RelPath up = directory; up != null && !up.isRoot(); up = up.parent()) {
        asked.add(up);
        moved.arrived(plan.at(up));
      }
      moved.departed(asked, plan, Bucket.MOVE);
      // one that meets a change of the other side
      moved.departed(asked, plan, Bucket.CONFLICT);
    }
    return moved;
  }

  private void arrived(@Nullable PlanRow row) {
    if (came == null && row != null && row.item().from() != null && isOpen(row)) {
      came = row;
    }
  }

  private void departed(Set<RelPath> asked, PlanReader plan, Bucket bucket) {
    RelPath after = null;
    List<PlanRow> page;
    do {
      page = plan.page(Selection.of(bucket), after, PAGE_ROWS);
      for (PlanRow row : page) {
        after = row.path();
        RelPath from = row.item().from();
        if (from != null && isOpen(row) && asked.contains(from)) {
          gone.put(from, row.path());
        }
      }
    } while (page.size() == PAGE_ROWS);
  }

  private static boolean isOpen(PlanRow row) {
    return row.state() != RowState.DONE;
  }

  /** Null: nothing is known of another place. */
  @Nullable Elsewhere elsewhere(RelPath path) {
    for (RelPath up = path; up != null && !up.isRoot(); up = up.parent()) {
      RelPath to = gone.get(up);
      if (to != null) {
        return new Elsewhere.To(path.rebase(up, to));
      }
    }
    PlanRow with = came;
    RelPath from = with == null ? null : with.item().from();
    return with == null || from == null ? null : new Elsewhere.From(path.rebase(with.path(), from));
  }
}
