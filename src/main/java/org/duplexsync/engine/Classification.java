package org.duplexsync.engine;

import java.util.function.Consumer;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Difference;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.reconcile.Classify;
import org.duplexsync.reconcile.Terms;
import org.duplexsync.reconcile.Verdict;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.Differences;

/** Turns differences into rows of a plan, one by one in path order. */
final class Classification {
  private final Differences rows;
  private final Terms terms;
  private final Losses losses;
  private final Cancel cancel;

  Classification(Differences rows, Terms terms, Losses losses, Cancel cancel) {
    this.losses = losses;
    this.rows = rows;
    this.terms = terms;
    this.cancel = cancel;
  }

  /**
   * @param agreements takes what turns out to be agreed already
   */
  void run(Consumer<PlanRow> plan, Consumer<BaselineChange> agreements) {
    var classify = new Classify<RuntimeException>(terms, rows::get);
    try (Cursor<Difference> all = rows.all()) {
      while (all.hasNext()) {
        cancel.check();
        Difference row = all.next();
        switch (classify.next(row)) {
          case Verdict.Plan(PlanItem item) ->
              plan.accept(PlanRow.of(losses.said(item), row.hashA(), row.hashB()));
          case Verdict.Agreement(BaselineChange change) -> agreements.accept(change);
          case Verdict.Nothing() -> {}
        }
      }
    }
  }
}
