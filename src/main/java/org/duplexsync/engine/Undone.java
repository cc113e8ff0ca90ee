package org.duplexsync.engine;

import org.duplexsync.commit.Watcher;
import org.duplexsync.model.JournalRow;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.store.PlanRows;

/** Keeps the rows of a commit that were not done: no event will tell of them. */
final class Undone implements Watcher {
  private final Watcher next;
  private final NotDone paths = new NotDone();

  Undone(Watcher next) {
    this.next = next;
  }

  @Override
  public void travelled(long bytes) {
    next.travelled(bytes);
  }

  @Override
  public void acted(JournalRow row) {
    next.acted(row);
  }

  @Override
  public void ended(RelPath path, Outcome outcome) {
    next.ended(path, outcome);
    if (!(outcome instanceof Outcome.Done)) {
      synchronized (paths) {
        paths.add(path);
      }
    }
  }

  /** Their paths, and the old names of moves among them. */
  NotDone of(PlanRows rows) {
    synchronized (paths) {
      for (RelPath path : paths.paths()) {
        PlanRow row = rows.get(path);
        RelPath from = row == null ? null : row.item().from();
        if (from != null) {
          paths.add(from);
        }
      }
      return paths;
    }
  }
}
