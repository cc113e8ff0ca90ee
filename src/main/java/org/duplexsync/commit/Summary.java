package org.duplexsync.commit;

import org.duplexsync.model.Outcome;

/** What a commit came to, in rows of the plan. */
public record Summary(long done, long drifted, long failed, long kept, boolean cancelled) {
  static final Summary NONE = new Summary(0, 0, 0, 0, false);

  Summary with(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> new Summary(done + 1, drifted, failed, kept, cancelled);
      case Outcome.Drifted _ -> new Summary(done, drifted + 1, failed, kept, cancelled);
      case Outcome.Failed _ -> new Summary(done, drifted, failed + 1, kept, cancelled);
      case Outcome.Kept _ -> new Summary(done, drifted, failed, kept + 1, cancelled);
    };
  }

  Summary asCancelled() {
    return new Summary(done, drifted, failed, kept, true);
  }
}
