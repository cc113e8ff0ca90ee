package org.duplexsync.model;

/** What set a run or an action off. */
public enum Cause {
  START_UP,
  REQUEST,
  EVENT,
  RETURN,
  SETTLE,
  RESTORE,
  UNDO
}
