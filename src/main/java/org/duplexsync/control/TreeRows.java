package org.duplexsync.control;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.engine.Aligned;
import org.duplexsync.engine.PlanReader;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Count;
import org.duplexsync.model.Counts;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Selection;
import org.jspecify.annotations.Nullable;

/** Puts what the plan has about them beside the entries of a directory. */
final class TreeRows {
  private TreeRows() {}

  static List<TreeRow> of(List<Aligned> entries, @Nullable PlanReader plan) {
    return entries.stream().map(entry -> row(entry, plan)).toList();
  }

  private static TreeRow row(Aligned entry, @Nullable PlanReader plan) {
    PlanRow row = plan == null ? null : plan.at(entry.path());
    boolean settled = row == null || row.outcome() instanceof Outcome.Done;
    return new TreeRow(
        entry.path(),
        entry.a(),
        entry.b(),
        settled || row == null ? null : RowSearch.row(row),
        plan == null || !entry.isDirectory() ? Map.of() : below(entry, plan, row));
  }

  private static Map<Bucket, Long> below(Aligned entry, PlanReader plan, @Nullable PlanRow own) {
    Map<Bucket, Long> below = new EnumMap<>(Bucket.class);
    Counts counts = plan.count(Selection.at(entry.path()));
    for (Count count : counts.all()) {
      if (count.state() != RowState.DONE) {
        below.merge(count.bucket(), count.rows(), Long::sum);
      }
    }
    if (own != null && own.state() != RowState.DONE) {
      below.merge(own.item().bucket(), -1L, Long::sum);
    }
    below.values().removeIf(n -> n <= 0);
    return below;
  }
}
