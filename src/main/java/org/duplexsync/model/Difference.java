package org.duplexsync.model;

import org.jspecify.annotations.Nullable;

/**
 * One path at which the two sides and the baseline are not all the same: what reconcile classifies.
 *
 * @param base what was agreed at this path; null if never agreed
 * @param hashA of the content that {@code a} names, where it was looked at; {@code hashB} likewise
 */
public record Difference(
    RelPath path,
    Seen a,
    Seen b,
    @Nullable Agreed base,
    @Nullable Sha256 hashA,
    @Nullable Sha256 hashB,
    Moves moves) {
  public static Difference of(RelPath path, Seen a, Seen b, @Nullable Agreed base) {
    return new Difference(path, a, b, base, null, null, Moves.NONE);
  }

  public Seen seen(Side side) {
    return side == Side.A ? a : b;
  }

  public @Nullable Sha256 hash(Side side) {
    return side == Side.A ? hashA : hashB;
  }
}
