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

  /** Asks what would go now: not on the window's thread. */
  void mustStand(PairControl control, ApproveMode mode) throws ControlException {
    boolean stands =
        plan.isPresent()
            && preview.isPresent()
            && isOf(control.plan())
            && goes(control.preview(mode)).equals(goes(preview.get()));
    if (!stands) {
      throw new ControlException(Text.of("approve.changed"));
    }
  }

  /** Whether it is about this plan. */
  boolean isOf(Optional<PlanSummary> other) {
    return id(plan).equals(id(other));
  }

  /** Whether two summaries are of the same plan, with as much of it left. */
  static boolean same(Optional<PlanSummary> one, Optional<PlanSummary> other) {
    return id(one).equals(id(other))
        && one.map(PlanSummary::counts).equals(other.map(PlanSummary::counts));
  }

  private static Optional<Long> id(Optional<PlanSummary> plan) {
    return plan.map(PlanSummary::planId);
  }

  /** Without what waits: that stays where it is. */
  private static ApprovalPreview goes(ApprovalPreview all) {
    return new ApprovalPreview(
        all.items(), all.toA(), all.toB(), all.deletes(), 0, 0, all.typeDeletes(), all.bytes());
  }
}
