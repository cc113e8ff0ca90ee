package org.duplexsync.model;

import org.jspecify.annotations.Nullable;

/**
 * How one path takes part in moves.
 *
 * @param fromA what A has here was agreed at this path; null: nothing came here by a move
 * @param toA what was agreed here is at this path on A now; null: it went nowhere
 * @param whole as in {@link Moved}; a path takes part in at most one such
 */
public record Moves(
    @Nullable RelPath fromA,
    @Nullable RelPath toA,
    @Nullable RelPath fromB,
    @Nullable RelPath toB,
    boolean whole) {
  public static final Moves NONE = new Moves(null, null, null, null, false);

  public @Nullable RelPath from(Side side) {
    return side == Side.A ? fromA : fromB;
  }

  public @Nullable RelPath to(Side side) {
    return side == Side.A ? toA : toB;
  }
}
