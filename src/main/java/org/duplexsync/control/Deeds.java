package org.duplexsync.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.duplexsync.engine.PlanReader;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;

/** What was done with a pair, in sentences for a log. */
final class Deeds {
  /** Failed paths that are named; the plan has them all. */
  private static final int NAMED = 100;

  private static final int PAGE = 500;

  private final Told told;

  Deeds(Told told) {
    this.told = told;
  }

  void compared(String by, PlanSummary plan) {
    String counts =
        plan.counts().entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey().name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    told.told(
        true,
        "compared by %s: %d and %d entries, %s"
            .formatted(by, plan.entriesA(), plan.entriesB(), counts.isEmpty() ? "equal" : counts));
    plan.halts().forEach(halt -> told.told(false, "guard: " + halt.text()));
    plan.cleanedUp().forEach(each -> told.told(true, each));
    plan.partial().forEach(each -> told.told(false, each));
  }

  void approved(ApproveMode mode, String by, RunReport end, PlanReader rows) {
    told.told(
        end.failed() == 0,
        "approved (%s) by %s: %d done, %d changed meanwhile, %d failed, %d kept, %d wait%s"
            .formatted(
                mode.name().toLowerCase(Locale.ROOT),
                by,
                end.done(),
                end.drifted(),
                end.failed(),
                end.kept(),
                end.waiting(),
                end.cancelled() ? "; cancelled" : ""));
    end.notes().forEach(note -> told.told(true, note));
    if (end.failed() > 0) {
      failures(end.failed(), rows).forEach(failure -> told.told(false, failure));
    }
  }

  private static List<String> failures(long failed, PlanReader rows) {
    List<String> named = new ArrayList<>();
    long wanted = Math.min(failed, NAMED);
    RelPath after = null;
    List<PlanRow> page;
    do {
      page = new RowSearch(rows, RowQuery.ALL.page(after, PAGE)).rows();
      for (PlanRow row : page) {
        after = row.item().path();
        if (row.outcome() instanceof Outcome.Failed(String reason) && named.size() < wanted) {
          named.add("failed: " + after + ": " + reason);
        }
      }
    } while (page.size() == PAGE && named.size() < wanted);
    return named;
  }

  /** Passes on what it could not be done for. */
  ControlException failed(String what, ControlException why) {
    told.told(false, what + ": " + why.getMessage());
    return why;
  }
}
