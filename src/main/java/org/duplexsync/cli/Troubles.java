package org.duplexsync.cli;

import java.util.List;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.RowQuery;
import org.duplexsync.control.RunReport;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** Names the rows of a commit that did not come out as approved, each with its reason. */
final class Troubles {
  private static final int PAGE = 500;
  private static final int MOST = 100;

  private Troubles() {}

  static void print(Terminal terminal, PairControl pair, RunReport report) throws ControlException {
    long left = report.failed() + report.drifted() + report.kept();
    long shown = 0;
    @Nullable RelPath after = null;
    while (shown < left) {
      List<PlanRow> rows = pair.rows(RowQuery.ALL.page(after, PAGE));
      for (PlanRow row : rows) {
        after = row.item().path();
        if (row.outcome() != null && !(row.outcome() instanceof Outcome.Done)) {
          shown++;
          terminal.line("  %s: %s".formatted(row.item().path(), Words.outcome(row.outcome())));
        }
        if (shown == MOST) {
          terminal.line("  and " + Words.number(left - shown) + " more");
          return;
        }
      }
      if (rows.size() < PAGE) {
        return;
      }
    }
  }
}
