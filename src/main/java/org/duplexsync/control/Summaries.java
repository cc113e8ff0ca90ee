package org.duplexsync.control;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.engine.HaltText;
import org.duplexsync.engine.checking.Finding;
import org.duplexsync.engine.committing.CommitEnd;
import org.duplexsync.engine.pair.PlanFacts;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Count;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.RowState;
import org.duplexsync.review.Summary;

/** What the engine tells, in control's words. */
final class Summaries {
  private Summaries() {}

  static PlanSummary plan(PlanHeader header, Upkeep upkeep) {
    PlanFacts facts = PlanFacts.of(header);
    Map<Bucket, Long> counts = new EnumMap<>(Bucket.class);
    long undecided = 0;
    long safe = 0;
    for (Count count : header.counts().all()) {
      if (count.state() != RowState.DONE) {
        counts.merge(count.bucket(), count.rows(), Long::sum);
        safe += count.safe() ? count.rows() : 0;
        boolean asks = count.bucket() == Bucket.CONFLICT && count.chosen() == null;
        undecided += asks ? count.rows() : 0;
      }
    }
    return new PlanSummary(
        header.id(),
        header.created(),
        facts.entriesA(),
        facts.entriesB(),
        header.agreed(),
        facts.baselineNote(),
        facts.agreedNow(),
        facts.away(),
        counts,
        undecided,
        safe,
        halts(header),
        facts.cleanedUp(),
        facts.partial(),
        upkeep);
  }

  private static List<PlanSummary.HaltRow> halts(PlanHeader header) {
    return header.halts().stream()
        .map(raised ->
            new PlanSummary.HaltRow(raised.halt(), HaltText.of(raised.halt()), !raised.stands()))
        .toList();
  }

  static ApprovalPreview preview(long plan, ApproveMode mode, Summary summary, long deleteLimit) {
    return new ApprovalPreview(
        plan,
        mode,
        summary.rows(),
        summary.toA() + summary.both(),
        summary.toB() + summary.both(),
        summary.deletions(),
        summary.leftOut(),
        summary.conflictsLeftOut(),
        summary.deletions() > deleteLimit,
        summary.bytes());
  }

  static RunReport report(CommitEnd end, long waiting) {
    return new RunReport(
        end.done(), end.drifted(), end.failed(), end.kept(), waiting, end.cancelled(), end.notes());
  }

  static CheckReport check(List<Finding> findings) {
    return new CheckReport(findings.stream().map(Summaries::line).toList());
  }

  private static CheckReport.Line line(Finding finding) {
    CheckReport.Level level =
        switch (finding.level()) {
          case OK -> CheckReport.Level.OK;
          case WARNING -> CheckReport.Level.WARNING;
          case FAILED -> CheckReport.Level.FAILED;
        };
    return new CheckReport.Line(
        finding.side(), level, finding.what(), finding.found(), finding.fix());
  }
}
