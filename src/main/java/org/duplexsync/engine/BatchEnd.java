package org.duplexsync.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duplexsync.engine.live.Pipeline;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** What became of the rows of a live batch, and what has to be looked at once more for it. */
final class BatchEnd {
  private final LiveWork work;
  private final List<RelPath> soon = new ArrayList<>();
  private final List<RelPath> later = new ArrayList<>();
  private final List<Pipeline.Held> held = new ArrayList<>();
  private final List<RelPath> queueing = new ArrayList<>();

  BatchEnd(LiveWork work) {
    this.work = work;
  }

  /** Later is what failed, or was not reached when a person ended it. */
  Pipeline.Again again() {
    return new Pipeline.Again(soon, later, held, queueing);
  }

  /** A row that does not go now. */
  void leaves(PlanRow row) {
    look(row.path(), row, soon);
  }

  void leaves(List<RelPath> paths) {
    soon.addAll(paths);
  }

  /** A row that waits until nothing travels at either of its names. */
  void isBusy(PlanRow row) {
    for (RelPath name : names(row)) {
      for (RelPath other : names(row)) {
        held.add(new Pipeline.Held(name, other, false));
      }
    }
  }

  /** A link that waits until all has come to where it leads. */
  void leadsTo(PlanRow row, RelPath target) {
    names(row).forEach(name -> held.add(new Pipeline.Held(name, target, true)));
  }

  /** A large file for which there is no lane. */
  void queues(PlanRow row) {
    queueing.add(row.path());
  }

  private static List<RelPath> names(PlanRow row) {
    RelPath from = row.item().from();
    return from == null ? List.of(row.path()) : List.of(row.path(), from);
  }

  void ended(LiveWatcher hears, Map<RelPath, PlanRow> rows) {
    Map<RelPath, Outcome> outcomes = hears.outcomes();
    StandingRows standing = work.standing().rows();
    var failed = new ArrayList<PlanRow>();
    outcomes.forEach((path, outcome) -> {
      PlanRow row = rows.get(path);
      switch (outcome) {
        case Outcome.Done _ -> {
          work.trace().failed.remove(path);
          work.trace().leadsNoMore(path);
          work.growing().arrived(path);
          around(path, standing);
        }
        case Outcome.Drifted _ -> {
          work.growing().movedOn(path, work.now());
          look(path, row, soon);
        }
        case Outcome.Kept(String _) -> look(path, row, soon);
        case Outcome.Failed(String why) -> {
          look(path, row, later);
          if (row != null) {
            failed.add(LiveRows.failed(row, why));
            work.trace().failed(path, hears.refused(path), why, work.now());
          }
        }
      }
    });
    rows.forEach((path, row) -> {
      if (!outcomes.containsKey(path)) {
        look(path, row, later);
      }
    });
    soon.addAll(work.standing().put(failed, work.run()));
  }

  /** A move is of two names; nothing else will tell of the old one. */
  private static void look(RelPath path, @Nullable PlanRow row, List<RelPath> list) {
    list.add(path);
    RelPath from = row == null ? null : row.item().from();
    if (from != null) {
      list.add(from);
    }
  }

  /** A directory may have waited for this path. */
  private void around(RelPath path, StandingRows standing) {
    RelPath parent = path.parent();
    if (parent != null && !parent.isRoot() && standing.has(parent)) {
      soon.add(parent);
    }
  }
}
