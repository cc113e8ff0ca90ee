package org.duplexsync.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One difference, with what Duplex would do and why. The key within a plan is {@code path}; a move
 * is one item at its new name.
 *
 * @param from the old name of a move, else null
 * @param a what A has at {@code path} now; {@code b} likewise
 * @param base what was agreed at {@code path} (of a move: at {@code from}); null if never agreed
 * @param choices what the operator may choose; always holds {@link Choice#SKIP}
 * @param proposal the default; {@link Choice#SKIP} where it must wait for a person
 * @param safe may go without a person under {@code when-unsafe} and {@code --approve safe}
 * @param reason a sentence that a person can act on
 */
public record PlanItem(
    RelPath path,
    @Nullable RelPath from,
    Bucket bucket,
    Seen a,
    Seen b,
    @Nullable Agreed base,
    Change changeA,
    Change changeB,
    Set<Choice> choices,
    Choice proposal,
    boolean safe,
    String reason) {
  public Seen seen(Side side) {
    return side == Side.A ? a : b;
  }

  public Change change(Side side) {
    return side == Side.A ? changeA : changeB;
  }
}
