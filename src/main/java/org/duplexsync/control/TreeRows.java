package org.duplexsync.control;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.engine.Aligned;
import org.duplexsync.engine.PlanReader;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Count;
import org.duplexsync.model.Counts;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Selection;
import org.jspecify.annotations.Nullable;

/** Puts what the plan has about them beside the entries of a directory. */
final class TreeRows {
  private TreeRows() {}

  static List<TreeRow> of(RelPath directory, List<Aligned> entries, @Nullable PlanReader plan) {
    if (plan == null) {
      return entries.stream()
          .map(entry -> new TreeRow(entry.path(), entry.a(), entry.b(), null, Map.of(), null))
          .toList();
    }
    Map<RelPath, PlanRow> rows = new HashMap<>();
    plan.at(entries.stream().map(Aligned::path).toList()).forEach(row -> rows.put(row.path(), row));
    List<Aligned> alone =
        entries.stream()
            .filter(entry -> isAlone(entry) && !rows.containsKey(entry.path()))
            .toList();
    MovedHere moved = MovedHere.of(directory, alone, plan);
    return entries.stream().map(entry -> row(entry, plan, rows.get(entry.path()), moved)).toList();
  }

  private static boolean isAlone(Aligned entry) {
    return entry.a() instanceof Seen.Absent || entry.b() instanceof Seen.Absent;
  }

  private static TreeRow row(
      Aligned entry, PlanReader plan, @Nullable PlanRow row, MovedHere moved) {
    boolean settled = row == null || row.outcome() instanceof Outcome.Done;
    return new TreeRow(
        entry.path(),
        entry.a(),
        entry.b(),
        settled || row == null ? null : RowSearch.row(row),
        entry.isDirectory() ? below(entry, plan, row) : Map.of(),
        row == null ? moved.elsewhere(entry.path()) : from(row));
  }

  private static @Nullable Elsewhere from(PlanRow row) {
    RelPath from = row.state() == RowState.DONE ? null : row.item().from();
    return from == null ? null : new Elsewhere.From(from);
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
