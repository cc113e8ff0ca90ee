package org.duplexsync.commit;

import java.util.List;
import org.duplexsync.model.Action;
import org.duplexsync.model.Outcome;

/**
 * What a start found of a commit that was cut short, and cleaned up.
 *
 * @param actions what became of each whose end was never heard
 * @param discarded staged files that were thrown away
 */
public record Settled(List<Line> actions, int discarded) {
  /** One action. */
  public record Line(Action action, Outcome outcome) {}

  public boolean isNothing() {
    return actions.isEmpty() && discarded == 0;
  }
}
