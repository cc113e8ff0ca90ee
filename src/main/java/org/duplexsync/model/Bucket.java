package org.duplexsync.model;

/** The kind of a plan item, as the review groups them. */
public enum Bucket {
  CONFLICT,
  DELETE,
  OVERWRITE,
  NEW,
  MOVE,
  METADATA,
  RETYPE,
  /**
   * Can't be done or can't be told: the reason names the fix. Has no choices but {@link
   * Choice#SKIP}.
   */
  BLOCKED
}
