package org.duplexsync.engine;

import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.DirectoriesForward;
import org.duplexsync.store.PlanRows;
import org.jspecify.annotations.Nullable;

/**
 * What the standing plan says of single paths. Which plan that is was found out once, for a batch
 * asks about thousands.
 *
 * @param rows null: none of its rows matters to a batch
 */
record StandingRows(@Nullable PlanRows rows) {
  static final StandingRows NONE = new StandingRows(null);

  private @Nullable PlanRow at(RelPath path) {
    return rows == null ? null : rows.get(path);
  }

  /** Whether a row stands there that may still leave. */
  boolean has(RelPath path) {
    PlanRow known = at(path);
    return known != null && StandingPlan.isOver(known.state());
  }

  /**
   * It waits for a person already, and nothing has changed since. What is blocked may go by now,
   * and so may a directory that had to stay for what was in it.
   */
  boolean waitsStill(PlanRow now) {
    PlanRow known = at(now.path());
    return known != null && known.state() == RowState.OPEN && isSameQuestion(known, now);
  }

  /** It waits already, and all that is told of it has been told. */
  boolean isTold(PlanRow now) {
    PlanRow known = at(now.path());
    return known != null
        && known.state() == RowState.OPEN
        && known.item().a().equals(now.item().a())
        && known.item().b().equals(now.item().b())
        && known.item().reason().equals(now.item().reason());
  }

  /** A row stands there, and nobody has decided about it. */
  boolean isUndecided(RelPath path) {
    PlanRow known = at(path);
    return known != null && known.decision() == null;
  }

  /**
   * A person approved another choice for just this and it could not be done: no policy goes against
   * them, they are asked again.
   */
  boolean wasDecidedOtherwise(PlanRow now) {
    PlanRow known = at(now.path());
    return known != null
        && isUndone(known.state())
        && known.choice() != now.choice()
        && known.item().a().equals(now.item().a())
        && known.item().b().equals(now.item().b());
  }

  /** What waits above a path, on a side where it is no directory; null: nothing. */
  @Nullable RelPath closedAbove(RelPath path, Side side) {
    for (RelPath up = path.parent(); rows != null && up != null; up = up.parent()) {
      PlanRow above = rows.get(up);
      if (above != null
          && StandingPlan.isOver(above.state())
          && !(above.item().seen(side) instanceof Seen.Present(Entry entry)
              && entry.isDirectory())) {
        return up;
      }
    }
    return null;
  }

  static boolean isSameQuestion(PlanRow known, PlanRow now) {
    boolean mayGo =
        known.item().bucket() == Bucket.BLOCKED
            || DirectoriesForward.isFollowing(known.item())
            || (known.item().proposal() == Choice.SKIP && LiveRows.isOfDirectory(known.item()));
    return !mayGo
        && known.item().bucket() == now.item().bucket()
        && known.item().a().equals(now.item().a())
        && known.item().b().equals(now.item().b());
  }

  private static boolean isUndone(RowState state) {
    return switch (state) {
      case FAILED, KEPT, DRIFTED -> true;
      case OPEN, APPROVED, DONE -> false;
    };
  }
}
