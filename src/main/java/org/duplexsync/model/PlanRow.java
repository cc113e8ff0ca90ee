package org.duplexsync.model;

import org.jspecify.annotations.Nullable;

/**
 * A plan item with what was found out, decided and done about it.
 *
 * @param decision null: none taken yet, the proposal is only a proposal
 * @param drift how it changed since a decision was taken in an earlier plan; null if it did not
 * @param approval the number of the approval within the plan that froze this row; 0: none
 */
public record PlanRow(
    PlanItem item,
    @Nullable Sha256 hashA,
    @Nullable Sha256 hashB,
    @Nullable Decision decision,
    @Nullable String drift,
    int approval,
    @Nullable Outcome outcome) {
  public static PlanRow of(PlanItem item) {
    return new PlanRow(item, null, null, null, null, 0, null);
  }

  public static PlanRow of(PlanItem item, @Nullable Sha256 hashA, @Nullable Sha256 hashB) {
    return new PlanRow(item, hashA, hashB, null, null, 0, null);
  }

  public RelPath path() {
    return item.path();
  }

  /** What would be done if the row were approved now with every default. */
  public Choice choice() {
    return decision == null ? item.proposal() : decision.choice();
  }

  public @Nullable Sha256 hash(Side side) {
    return side == Side.A ? hashA : hashB;
  }

  public RowState state() {
    return switch (outcome) {
      case null -> approval == 0 ? RowState.OPEN : RowState.APPROVED;
      case Outcome.Done _ -> RowState.DONE;
      case Outcome.Drifted _ -> RowState.DRIFTED;
      case Outcome.Failed _ -> RowState.FAILED;
      case Outcome.Kept _ -> RowState.KEPT;
    };
  }
}
