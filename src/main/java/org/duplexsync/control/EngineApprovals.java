package org.duplexsync.control;

import java.util.List;
import java.util.OptionalLong;
import org.duplexsync.engine.committing.CommitEnd;
import org.duplexsync.model.RowState;
import org.duplexsync.review.Approval;
import org.duplexsync.review.ApprovedPlan;
import org.duplexsync.review.DeleteCheck;
import org.duplexsync.review.Review;

/** Says what an approval would do, and carries out what was read. */
final class EngineApprovals {
  private final EngineCalls calls;
  private final Deeds deeds;

  EngineApprovals(EngineCalls calls, Deeds deeds) {
    this.calls = calls;
    this.deeds = deeds;
  }

  ApprovalPreview preview(ApproveMode mode) throws ControlException {
    Review review = calls.review();
    var summary =
        switch (mode) {
          case SAFE -> review.safe();
          case ALL -> review.all();
          case DECIDED -> review.decidedAndSafe();
        };
    return Summaries.preview(review.header().id(), mode, summary, limit());
  }

  private long limit() {
    return calls.engine().spec().rules().deleteLimit().count();
  }

  RunReport approve(ApprovalPreview read, String who, OptionalLong typedDeletes)
      throws ControlException {
    ApproveMode mode = read.mode();
    Long typed = typedDeletes.isPresent() ? typedDeletes.getAsLong() : null;
    try {
      Review review = asRead(read);
      RunReport end = commit(approval(review, mode, who, new DeleteCheck(limit(), typed)));
      long plan = calls.current().id();
      return calls.ask(() -> {
        deeds.approved(mode, who, end, calls.engine().rows(plan));
        return end;
      });
    } catch (ControlException e) {
      throw deeds.failed("approval by " + who, e);
    }
  }

  private Review asRead(ApprovalPreview read) throws ControlException {
    Review review = calls.review();
    long plan = review.header().id();
    return review.providedThat(
        now -> Summaries.preview(plan, read.mode(), now, limit()).doesAs(read));
  }

  private RunReport commit(Approval approval) throws ControlException {
    return switch (approval) {
      case Approval.Nothing() -> Summaries.report(CommitEnd.NOTHING, waiting());
      case Approval.Refused(List<String> reasons) ->
          throw new ControlException("Nothing was approved: " + String.join("; ", reasons) + ".");
      case Approval.Approved(ApprovedPlan approved) -> commit(approved);
    };
  }

  private static Approval approval(Review review, ApproveMode mode, String who, DeleteCheck check) {
    return switch (mode) {
      case SAFE -> review.approveSafe(who);
      case ALL -> review.approveAll(who, check);
      case DECIDED -> review.approveDecidedAndSafe(who, check);
    };
  }

  private RunReport commit(ApprovedPlan approved) throws ControlException {
    CommitEnd end = calls.ask(() -> calls.engine().commit(approved));
    return Summaries.report(end, waiting());
  }

  /** Rows that no approval has taken. */
  private long waiting() throws ControlException {
    return calls.current().counts().rows(count -> count.state() == RowState.OPEN);
  }
}
