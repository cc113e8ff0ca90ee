package org.duplexsync.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Seen;
import org.duplexsync.store.Baseline;
import org.duplexsync.store.PlanRows;
import org.duplexsync.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Both trees as the last compare left them: what is agreed, and what differed. Reaches no server.
 */
final class LastKnown {
  private final Baseline baseline;
  private final @Nullable PlanRows rows;

  LastKnown(Store store, String pair, @Nullable PlanHeader plan) {
    baseline = store.baseline(pair);
    rows = plan == null ? null : store.plans(pair).rows(plan.id());
  }

  /** What stood right in a directory, in path order. */
  List<Aligned> children(RelPath directory) {
    var paths = new TreeSet<RelPath>(baseline.children(directory));
    if (rows != null) {
      paths.addAll(rows.children(directory));
    }
    List<Aligned> children = new ArrayList<>();
    for (RelPath path : paths) {
      Aligned child = child(path);
      if (child != null) {
        children.add(child);
      }
    }
    return children;
  }

  private @Nullable Aligned child(RelPath path) {
    PlanRow row = rows == null ? null : rows.get(path);
    if (row != null && row.state() != RowState.DONE) {
      PlanItem item = row.item();
      return new Aligned(path, item.a(), item.b());
    }
    Agreed agreed = baseline.get(path);
    if (agreed == null) {
      return null;
    }
    Seen seen = new Seen.Present(agreed.entry());
    return new Aligned(path, seen, seen);
  }
}
