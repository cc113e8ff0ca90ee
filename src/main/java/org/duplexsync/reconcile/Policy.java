package org.duplexsync.reconcile;

import org.duplexsync.model.Column;
import org.duplexsync.model.ConflictPolicy;
import org.duplexsync.model.DeletePolicy;

/**
 * What a pair's job says about defaults, for this run.
 *
 * @param onConflict counts while running; at start the proposal is always the newer one
 * @param deletes the pair's {@code deletes.atStart} or {@code deletes.running}, as the column says
 * @param owners owner and group are carried over, so they count
 * @param setIds setuid and setgid are carried over; else these bits never count
 */
public record Policy(
    Column column,
    ConflictPolicy onConflict,
    DeletePolicy deletes,
    boolean owners,
    boolean setIds) {
  static final int SET_IDS = 06000;

  /** lsyncd's defaults of the column. */
  public static Policy of(Column column) {
    return new Policy(
        column,
        ConflictPolicy.NEWER,
        column == Column.AT_START ? DeletePolicy.RESTORE : DeletePolicy.PROPAGATE,
        false,
        false);
  }

  /** As this one with A and B exchanged. */
  public Policy swapped() {
    ConflictPolicy other =
        switch (onConflict) {
          case A -> ConflictPolicy.B;
          case B -> ConflictPolicy.A;
          case NEWER, HOLD, KEEP_BOTH -> onConflict;
        };
    return new Policy(column, other, deletes, owners, setIds);
  }

  /** As this one, with other rules for what travels along. */
  public Policy carrying(boolean withOwners, boolean withSetIds) {
    return new Policy(column, onConflict, deletes, withOwners, withSetIds);
  }

  int modeMask() {
    return setIds ? 07777 : 07777 & ~SET_IDS;
  }
}
