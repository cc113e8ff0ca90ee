package org.duplexsync.model;

/** Where one row of a plan is. Decisions can be taken only while it is {@link #OPEN}. */
public enum RowState {
  OPEN,
  /** Frozen by an approval. */
  APPROVED,
  DONE,
  DRIFTED,
  FAILED,
  KEPT
}
