package org.duplexsync.model;

/** Whether what differs at start, or on return from an outage, waits for the operator. */
public enum ReviewPolicy {
  ALWAYS,
  /** What is safe goes at once, the rest waits. */
  WHEN_UNSAFE,
  /** Every default is taken, within the guards. */
  NEVER
}
