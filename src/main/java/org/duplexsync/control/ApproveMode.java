package org.duplexsync.control;

/** Whose choices are approved. */
public enum ApproveMode {
  /** The proposals of rows that are safe. */
  SAFE,
  /** Every proposal, and what was decided instead. */
  ALL,
  /** Only what was decided by hand, and safe proposals not decided otherwise. */
  DECIDED
}
