package org.duplexsync.model;

/** How far a plan is. */
public enum PlanState {
  /** Rows are coming in; counts say "so far", nothing can be approved. */
  BUILDING,
  READY,
  /** Some rows are approved and not yet under way. */
  APPROVED,
  COMMITTING,
  /** What was approved has its outcome. */
  DONE
}
