package org.duplexsync.review;

import java.time.Instant;
import org.duplexsync.model.Counts;
import org.duplexsync.model.PlanRow;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.Decisions;
import org.duplexsync.store.PlanRows;
import org.duplexsync.store.Store;

/**
 * Rows that were approved together: frozen in the store, each with a decision other than to skip
 * it. That one exists proves that a review was passed.
 */
public final class ApprovedPlan {
  private final String pair;
  private final long plan;
  private final Decisions.Frozen frozen;

  ApprovedPlan(String pair, long plan, Decisions.Frozen frozen) {
    this.pair = pair;
    this.plan = plan;
    this.frozen = frozen;
  }

  public String pair() {
    return pair;
  }

  public long plan() {
    return plan;
  }

  /** The number of this approval within the plan. */
  public int approval() {
    return frozen.number();
  }

  /** Who approved: {@code operator:NAME} or {@code policy:NAME}. */
  public String by() {
    return frozen.by();
  }

  public Instant at() {
    return frozen.at();
  }

  /** As they were at the approval. */
  public Counts counts() {
    return frozen.counts();
  }

  public long rows() {
    return counts().rows();
  }

  /** The rows, in byte order of the path; with their outcome where they have one. */
  public Cursor<PlanRow> read(Store store) {
    return rowsOf(store).approved(approval());
  }

  private PlanRows rowsOf(Store store) {
    return store.plans(pair).rows(plan);
  }

  @Override
  public String toString() {
    return "approval " + approval() + " of plan " + plan + " of " + pair + " by " + by();
  }
}
