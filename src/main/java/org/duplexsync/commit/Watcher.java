package org.duplexsync.commit;

import org.duplexsync.model.JournalRow;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;

/** Hears how a commit goes on, from any thread; must not block but to slow down what travels. */
public interface Watcher {
  Watcher NONE =
      new Watcher() {
        @Override
        public void travelled(long bytes) {}

        @Override
        public void ended(RelPath path, Outcome outcome) {}
      };

  /** More content has been staged. */
  void travelled(long bytes);

  /** An action was tried, and that is recorded. */
  default void acted(JournalRow row) {}

  /** A row of the plan has its outcome, and it is recorded. */
  void ended(RelPath path, Outcome outcome);
}
