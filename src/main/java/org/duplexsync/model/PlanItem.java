package org.duplexsync.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One difference, with what Duplex would do and why. The key within a plan is {@code path}; a move
 * is one item at its new name.
 *
 * @param origin where a move came from, else null
 * @param a what A has at {@code path} now; {@code b} likewise
 * @param base what was agreed at {@code path} (of a move: at {@code from}); null if never agreed
 * @param choices what the operator may choose; always holds {@link Choice#SKIP}
 * @param proposal the default; {@link Choice#SKIP} where it must wait for a person
 * @param safe may go without a person under {@code when-unsafe} and {@code --approve safe}
 * @param reason a sentence that a person can act on
 */
public record PlanItem(
    RelPath path,
    @Nullable Origin origin,
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
  /**
   * The old name of a move and what both sides have there now.
   *
   * @param a on the side that moved: absent, or something new that took the name
   * @param vacated what the other side has at the new name moves away by an item of its own, as in
   *     a rotation of logs or a swap of two names
   */
  public record Origin(RelPath path, Seen a, Seen b, boolean vacated) {
    public Seen seen(Side side) {
      return side == Side.A ? a : b;
    }
  }

  /** The old name of a move, else null. */
  public @Nullable RelPath from() {
    return origin == null ? null : origin.path();
  }

  public Seen seen(Side side) {
    return side == Side.A ? a : b;
  }

  public Change change(Side side) {
    return side == Side.A ? changeA : changeB;
  }

  /** The same difference, dealt with in another way. */
  public PlanItem dealt(Bucket into, Set<Choice> offered, Choice proposed, boolean isSafe) {
    return new PlanItem(
        path, origin, into, a, b, base, changeA, changeB, offered, proposed, isSafe, reason);
  }

  /** The same item, for another reason. */
  public PlanItem because(String why) {
    return new PlanItem(
        path, origin, bucket, a, b, base, changeA, changeB, choices, proposal, safe, why);
  }

  /** The same item, where something else was agreed. */
  public PlanItem since(Agreed agreed) {
    return new PlanItem(
        path, origin, bucket, a, b, agreed, changeA, changeB, choices, proposal, safe, reason);
  }
}
