package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.Sha256;
import org.jspecify.annotations.Nullable;

/** How the staging of one thing ended. */
sealed interface Carried {
  /**
   * @param route by which it really came
   * @param notes what a person should know: what could not be taken over from the place, why it
   *     came by another route than the wanted one
   */
  record Ready(Entry staged, @Nullable Sha256 hash, List<String> notes, String route)
      implements Carried {
    Ready with(String note) {
      List<String> all = new ArrayList<>(notes);
      all.add(note);
      return new Ready(staged, hash, List.copyOf(all), route);
    }
  }

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
