package org.duplexsync.engine;

import java.util.NavigableMap;
import java.util.function.UnaryOperator;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Selection;
import org.duplexsync.reconcile.DirectoriesBackward;
import org.duplexsync.reconcile.DirectoriesForward;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.PlanRows;

/** Lets directories and what is in them agree: up through the plan, then down. */
final class DirectoryPasses {
  private DirectoryPasses() {}

  /**
   * @param stays what a filter leaves out, in directories that would have to go
   */
  static void run(PlanRows rows, NavigableMap<RelPath, LeftOut.Stays> stays, Cancel cancel) {
    var backward = new DirectoriesBackward();
    try (Cursor<PlanRow> all = rows.reversed(Selection.ALL)) {
      amend(
          all,
          rows,
          item -> {
            stays(backward, stays, item.path());
            return backward.next(item);
          },
          cancel);
    }
    var forward = new DirectoriesForward();
    try (Cursor<PlanRow> all = rows.all(Selection.ALL)) {
      amend(all, rows, forward::next, cancel);
    }
  }

  private static void stays(
      DirectoriesBackward backward, NavigableMap<RelPath, LeftOut.Stays> stays, RelPath down) {
    while (!stays.isEmpty() && stays.lastKey().compareTo(down) > 0) {
      LeftOut.Stays last = stays.pollLastEntry().getValue();
      backward.stays(last.path(), last.side(), "left out by the filter");
    }
  }

  private static void amend(
      Cursor<PlanRow> all, PlanRows rows, UnaryOperator<PlanItem> pass, Cancel cancel) {
    try (BulkWriter<PlanRow> writer = rows.writer()) {
      while (all.hasNext()) {
        cancel.check();
        PlanRow row = all.next();
        PlanItem amended = pass.apply(row.item());
        if (!amended.equals(row.item())) {
          writer.add(PlanRow.of(amended, row.hashA(), row.hashB()));
        }
      }
    }
  }
}
