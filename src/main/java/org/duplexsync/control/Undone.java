package org.duplexsync.control;

/** What was taken back, or brought again. */
public enum Undone {
  NOTHING,
  DECISION,
  /** A rule of the job file: the plan knows of it after the next compare. */
  EXCLUSION
}
