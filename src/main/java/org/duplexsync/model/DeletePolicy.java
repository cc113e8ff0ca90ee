package org.duplexsync.model;

/** What becomes of a path that one side deleted and the other left as agreed. */
public enum DeletePolicy {
  /** The path is copied back: nothing is deleted. */
  RESTORE,
  /** The delete travels; the old content stays as a version. */
  PROPAGATE,
  /** It waits for a person. */
  HOLD
}
