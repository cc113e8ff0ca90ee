package org.duplexsync.app;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.duplexsync.control.ApprovalPreview;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.control.CompareOptions;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.control.Questions;
import org.duplexsync.control.RowQuery;
import org.duplexsync.control.RunReport;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Side;

/** The operator who has read the guard and knows which server is right. */
final class Approver {
  private static final String BY = "operator:test";

  private Approver() {}

  /** What was amiss: the plan must say that a server went back, and nothing may be left over. */
  static List<String> takeAllFrom(LabJob job, Side right) throws ControlException {
    try (JobControl control =
        new Jobs(InstantSource.system(), false)
            .open(job.file(), job.directory().resolve("state"), Questions.NOBODY)) {
      PairControl pair = control.pairs().getFirst();
      PlanSummary plan = pair.compare(new CompareOptions(true, null));
      pair.decide(RowQuery.ALL, Choice.from(right), BY);
      for (int halt = 0; halt < plan.halts().size(); halt++) {
        pair.acknowledge(halt, BY);
      }
      ApprovalPreview preview = pair.preview(ApproveMode.DECIDED);
      RunReport report = pair.approve(preview, BY, OptionalLong.of(preview.deletes()));
      List<String> wrong = new ArrayList<>();
      if (plan.halts().stream()
          .noneMatch(halt -> halt.text().contains("put back to an older state"))) {
        wrong.add("no guard says that the server went back: " + plan.halts());
      }
      if (report.failed() + report.waiting() + report.drifted() > 0) {
        wrong.add("approved, but " + report);
      }
      return wrong;
    }
  }
}
