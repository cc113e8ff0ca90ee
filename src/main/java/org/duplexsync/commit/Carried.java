package org.duplexsync.commit;

import java.util.List;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.Sha256;
import org.jspecify.annotations.Nullable;

/** How the staging of one thing ended. */
sealed interface Carried {
  /**
   * @param route by which it really came
   * @param lost what could not be taken over from the place, in words
   */
  record Ready(Entry staged, @Nullable Sha256 hash, List<String> lost, String route)
      implements Carried {}

  record Not(Outcome outcome) implements Carried {}

  /** The commit was cancelled. */
  record Cancelled() implements Carried {}

  static Carried failed(String reason) {
    return new Not(new Outcome.Failed(reason));
  }

  static Carried drifted(String reason) {
    return new Not(new Outcome.Drifted(reason));
  }
}
