package org.duplexsync.ui.conflicts;

import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.duplexsync.control.ApprovalPreview;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.EngineState;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.review.ReviewModel;

/**
 * What waits for a decision: while the pair is live all that stands in the plan, for whatever needs
 * nobody has gone; before that, its conflicts.
 */
public final class ConflictsModel {
  private final ReviewModel rows;
  private final ReadOnlyLongWrapper waiting = new ReadOnlyLongWrapper();
  private boolean live;

  /**
   * @param rows a model of its own, not the review's
   */
  public ConflictsModel(ReviewModel rows) {
    this.rows = rows;
    rows.filterProperty().set("is:waiting");
    rows.show(Set.of(Bucket.CONFLICT));
    rows.pair().stateProperty().addListener((_, _, _) -> update());
    rows.pair().planProperty().addListener((_, _, _) -> update());
    update();
  }

  private void update() {
    EngineState state = rows.pair().stateProperty().get();
    boolean now = rows.pair().isLive();
    if (now != live) {
      live = now;
      rows.show(live ? Set.of() : Set.of(Bucket.CONFLICT));
    }
    waiting.set(waiting(state));
  }

  private long waiting(EngineState state) {
    return switch (state) {
      case EngineState.Live(var status, _) -> status.waiting();
      case EngineState.Paused(var status, _) -> status.waiting();
      default -> inPlan();
    };
  }

  private long inPlan() {
    return rows.pair()
        .planProperty()
        .get()
        .map(plan -> live ? plan.rows() : plan.undecided())
        .orElse(0L);
  }

  /** How many rows an approval would take that are not listed here: at rest all but conflicts. */
  long alsoTaken() {
    PairModel pair = rows.pair();
    ApprovalPreview preview = pair.previewProperty().get().orElse(null);
    PlanSummary plan = pair.planProperty().get().orElse(null);
    if (live || preview == null || plan == null || preview.plan() != plan.planId()) {
      return 0;
    }
    long conflicts = plan.counts().getOrDefault(Bucket.CONFLICT, 0L) - preview.conflictsLeftOut();
    return Math.max(0, preview.items() - Math.max(0, conflicts));
  }

  /** What can be chosen for a row, the sides first. */
  static List<Choice> choices(PlanRow row) {
    return List.of(Choice.A_TO_B, Choice.B_TO_A, Choice.MERGE_FIELDS, Choice.KEEP_BOTH, Choice.SKIP)
        .stream()
        .filter(row.item().choices()::contains)
        .toList();
  }

  /** All that stands is here; in the review nothing else waits. */
  public boolean live() {
    return live;
  }

  ReviewModel rows() {
    return rows;
  }

  PairModel pair() {
    return rows.pair();
  }

  /** How many wait. */
  public ReadOnlyLongProperty waitingProperty() {
    return waiting.getReadOnlyProperty();
  }
}
