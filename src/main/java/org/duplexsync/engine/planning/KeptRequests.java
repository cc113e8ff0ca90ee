package org.duplexsync.engine.planning;

import java.util.List;
import java.util.Set;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Choice;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Selection;
import org.duplexsync.reconcile.Asked;
import org.duplexsync.store.Baseline;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.PlanRows;
import org.jspecify.annotations.Nullable;

/**
 * Deletes that an operator asked for and nobody has approved yet, taken over to the next plan: what
 * is in sync gives no difference, so no compare finds them by itself. What has come to differ
 * since, or is not there any more, is not asked for any longer; the commit looks at both sides
 * anyway.
 */
public final class KeptRequests {
  private static final Set<RowState> WAITING = Set.of(RowState.OPEN, RowState.FAILED);

  private final PlanRows before;
  private final PlanRows now;
  private final Baseline baseline;

  KeptRequests(PlanRows before, PlanRows now, Baseline baseline) {
    this.before = before;
    this.now = now;
    this.baseline = baseline;
  }

  /** The decisions themselves are carried over afterwards, as all are. */
  void run(Cancel cancel) {
    try (Cursor<PlanRow> rows = before.all(Selection.ALL.with(Selection.Status.DECIDED));
        BulkWriter<PlanRow> writer = now.writer()) {
      while (rows.hasNext()) {
        cancel.check();
        PlanRow row = rows.next();
        PlanItem kept = isWaiting(row) ? kept(row) : null;
        if (kept != null) {
          writer.add(PlanRow.of(kept, row.hashA(), row.hashB()));
        }
      }
    }
  }

  private static boolean isWaiting(PlanRow row) {
    return row.choice() == Choice.DELETE
        && row.item().choices().contains(Choice.DELETE)
        && WAITING.contains(row.state());
  }

  private @Nullable PlanItem kept(PlanRow row) {
    PlanItem old = row.item();
    PlanRow found = now.get(row.path());
    if (found == null) {
      return isAgreed(old, baseline) ? old : null;
    }
    boolean same = List.of(old.a(), old.b()).equals(List.of(found.item().a(), found.item().b()));
    return same ? Asked.orDelete(found.item()) : null;
  }

  /** Both sides are still as they were agreed on when it was asked for. */
  public static boolean isAgreed(PlanItem old, Baseline baseline) {
    Agreed was = old.base();
    Agreed is = baseline.get(old.path());
    return was == null ? is == null : is != null && was.entry().equals(is.entry());
  }
}
