package org.duplexsync.review;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Pick;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Selection;
import org.duplexsync.reconcile.DirectoriesForward;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.Decisions;
import org.duplexsync.store.PlanRows;

/**
 * Lets what is in a directory follow what was decided about the directory: where a file takes its
 * place, what was in it goes as well.
 */
final class DirectoryChoices {
  private static final int TOGETHER = 1_000;

  private final Decisions decisions;
  private final String by;
  private final Map<Choice, List<RelPath>> changed = new EnumMap<>(Choice.class);

  DirectoryChoices(Decisions decisions, String by) {
    this.decisions = decisions;
    this.by = by;
  }

  /**
   * @param taken which rows are about to be approved
   */
  void run(PlanRows rows, Predicate<PlanRow> taken) {
    var forward = new DirectoriesForward();
    try (Cursor<PlanRow> all = rows.all(Selection.ALL)) {
      while (all.hasNext()) {
        PlanRow row = all.next();
        Choice meant = taken.test(row) ? row.choice() : Choice.SKIP;
        Choice possible = forward.next(row.item(), meant);
        if (possible != meant && follows(row, possible)) {
          change(row.path(), possible);
        }
      }
    }
    changed.keySet().forEach(this::flush);
  }

  /**
   * A directory that a row needs is made with it, so nothing waits for one; and what an operator
   * wants to leave stays.
   */
  private static boolean follows(PlanRow row, Choice possible) {
    boolean left = row.decision() != null && row.choice() == Choice.SKIP;
    return possible != Choice.SKIP && !left && row.item().choices().contains(possible);
  }

  private void change(RelPath path, Choice choice) {
    List<RelPath> paths = changed.computeIfAbsent(choice, _ -> new ArrayList<>());
    paths.add(path);
    if (paths.size() >= TOGETHER) {
      flush(choice);
    }
  }

  private void flush(Choice choice) {
    List<RelPath> paths = changed.getOrDefault(choice, List.of());
    if (!paths.isEmpty()) {
      decisions.decide(paths, Pick.of(choice), by);
      paths.clear();
    }
  }
}
