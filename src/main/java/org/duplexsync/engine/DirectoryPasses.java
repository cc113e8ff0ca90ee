package org.duplexsync.engine;

import java.util.function.UnaryOperator;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.Selection;
import org.duplexsync.reconcile.DirectoriesBackward;
import org.duplexsync.reconcile.DirectoriesForward;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.PlanRows;

/** Lets directories and what is in them agree: up through the plan, then down. */
final class DirectoryPasses {
  private DirectoryPasses() {}

  static void run(PlanRows rows, Cancel cancel) {
    try (Cursor<PlanRow> all = rows.reversed(Selection.ALL)) {
      amend(all, rows, new DirectoriesBackward()::next, cancel);
    }
    var forward = new DirectoriesForward();
    try (Cursor<PlanRow> all = rows.all(Selection.ALL)) {
      amend(all, rows, forward::next, cancel);
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
