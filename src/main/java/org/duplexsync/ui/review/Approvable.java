package org.duplexsync.ui.review;

import java.util.Optional;
import org.duplexsync.control.ApprovalPreview;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.ui.parts.PairModel.Busy;
import org.duplexsync.ui.parts.Text;
import org.jspecify.annotations.Nullable;

/** Whether the button may be pressed. */
final class Approvable {
  private Approvable() {}

  /** Null: it may; else why not, in words. */
  static @Nullable String whyNot(
      Busy busy, Optional<PlanSummary> plan, Optional<ApprovalPreview> preview, String typedCount) {
    if (busy != Busy.NOTHING) {
      return Text.of("approve.not.busy");
    }
    if (plan.isEmpty() || preview.isEmpty()) {
      return Text.of("approve.not.noPlan");
    }
    if (plan.get().halts().stream().anyMatch(halt -> !halt.acknowledged())) {
      return Text.of("approve.not.halted");
    }
    if (preview.get().items() == 0) {
      return Text.of("approve.not.nothing");
    }
    boolean count = preview.get().typeDeletes();
    if (count && !typedCount.strip().equals(Long.toString(preview.get().deletes()))) {
      return Text.of("approve.not.count", preview.get().deletes());
    }
    return null;
  }
}
