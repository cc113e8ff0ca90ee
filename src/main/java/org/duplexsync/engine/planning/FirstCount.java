package org.duplexsync.engine.planning;

import java.util.List;
import java.util.function.Predicate;
import org.duplexsync.model.Change;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Census;
import org.jspecify.annotations.Nullable;

/**
 * Counts for the guards while a plan is filled, so that most plans need not be read back for them.
 * It is good for nothing once there is a delete: those are counted against what is agreed, which is
 * written only when the plan is full.
 */
final class FirstCount {
  private final Census<RuntimeException> census;
  private final Predicate<PlanItem> known;
  private boolean good = true;

  /**
   * @param known what is not to be counted
   */
  FirstCount(Census<RuntimeException> census, Predicate<PlanItem> known) {
    this.census = census;
    this.known = known;
  }

  /** To be called for each item, in path order. */
  void note(PlanItem item) {
    for (Side side : Side.values()) {
      good &= !(item.change(side) instanceof Change.Deleted);
    }
    if (good && !known.test(item)) {
      census.add(item);
    }
  }

  /** Items may be others than those that were noted. */
  void spoil() {
    good = false;
  }

  /** What is wrong; null: all has to be counted again. */
  @Nullable List<Halt> halts() {
    return good ? census.halts() : null;
  }
}
