package org.duplexsync.ui.parts;

import java.util.Optional;
import org.duplexsync.control.ApprovalPreview;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanSummary;

/**
 * What an operator reads before approving. Another program at the same engine, a decision that was
 * still being noted, or another choice of what goes may have overtaken it.
 */
record Shown(Optional<PlanSummary> plan, Optional<ApprovalPreview> preview) {
  /** Asks: not on the window's thread. */
  static Shown of(PairControl control, ApproveMode mode) throws ControlException {
    Optional<PlanSummary> plan = control.plan();
    return new Shown(
        plan, plan.isPresent() ? Optional.of(control.preview(mode)) : Optional.empty());
  }

  /** Whether it is about this plan. */
  boolean isOf(Optional<PlanSummary> other) {
    return id(plan).equals(id(other));
  }

  private static Optional<Long> id(Optional<PlanSummary> plan) {
    return plan.map(PlanSummary::planId);
  }
}
