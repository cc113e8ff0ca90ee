package org.duplexsync.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.duplexsync.model.Choice;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.PlanRows;

/**
 * What waits for a person while the pair is live, so that another compare of everything asks in the
 * same words: what was found at the start by the start's policy, all else by the running one.
 */
final class OpenQuestions {
  private final Map<RelPath, PlanRow> waited = new HashMap<>();
  private final Set<RelPath> failed;

  /**
   * @param failed paths at which something failed: that is tried again and no question
   */
  OpenQuestions(Set<RelPath> failed) {
    this.failed = failed;
  }

  /**
   * Adds what the plan has now.
   *
   * @param found what stands there and is no question, unless somebody has decided about it
   */
  void take(StandingPlan plan, Set<RelPath> found) {
    plan.waiting(waited);
    forget(row -> row.decision() == null && found.contains(row.path()));
  }

  void forget(Predicate<PlanRow> which) {
    waited.values().removeIf(which);
  }

  Set<RelPath> paths() {
    return Set.copyOf(waited.keySet());
  }

  /** It waited for a person before, and is the same still. */
  boolean isKnown(PlanItem item) {
    PlanRow before = waited.get(item.path());
    return before != null
        && before.item().a().equals(item.a())
        && before.item().b().equals(item.b());
  }

  /** Those that the rows ask as well. */
  List<RelPath> still(PlanRows rows) {
    var still = new ArrayList<RelPath>();
    for (RelPath path : waited.keySet()) {
      PlanRow row = rows.get(path);
      if (row != null && isKnown(row.item()) && isAsked(row)) {
        still.add(path);
      }
    }
    return still;
  }

  /** What waits is proposed as it was before. */
  void keep(PlanRows rows) {
    try (BulkWriter<PlanRow> writer = rows.writer()) {
      waited.forEach((path, before) -> {
        PlanRow row = rows.get(path);
        if (row != null
            && row.decision() == null
            && isAsked(row)
            && before.item().proposal() != Choice.SKIP
            && Objects.equals(before.item().base(), row.item().base())) {
          writer.add(PlanRow.of(before.item(), row.hashA(), row.hashB()));
        }
      });
    }
  }

  /** What only failed is tried again, and what was blocked goes once it can. */
  boolean isAsked(PlanRow row) {
    PlanRow before = waited.get(row.path());
    return before != null
        && StandingRows.isSameQuestion(before, row)
        && !failed.contains(row.path());
  }
}
