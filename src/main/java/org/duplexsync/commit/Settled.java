package org.duplexsync.commit;

import java.util.List;
import org.duplexsync.model.Action;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * What a start found of a commit that was cut short, and cleaned up.
 *
 * @param actions what became of each whose end was never heard
 * @param discarded things that were staged and thrown away
 * @param found what lay in the temp dir though no intent of this store knows it
 */
public record Settled(List<Line> actions, int discarded, List<Found> found) {
  /** One action. */
  public record Line(Action action, Outcome outcome) {}

  /**
   * Something that may be the only copy of what was in the tree.
   *
   * @param where the version's name under which it is kept now; or where it stays, and why
   * @param path what it was or would have been, null: nobody knows that any more
   */
  public record Found(Side side, String where, boolean moved, @Nullable RelPath path) {}

  public boolean isNothing() {
    return actions.isEmpty() && discarded == 0 && found.isEmpty();
  }
}
