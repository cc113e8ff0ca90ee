package org.duplexsync.reconcile;

import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.PlanItem;

/** What a difference turned out to be. */
public sealed interface Verdict {
  record Plan(PlanItem item) implements Verdict {}

  /** Both sides agree; the baseline has to learn it. */
  record Agreement(BaselineChange change) implements Verdict {}

  /** No difference after all, or a part of a move that is planned at another path. */
  record Nothing() implements Verdict {}

  Verdict NOTHING = new Nothing();
}
