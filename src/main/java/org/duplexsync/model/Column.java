package org.duplexsync.model;

/** Which column of the table of defaults holds: at start-up or on request, or while running. */
public enum Column {
  AT_START,
  RUNNING
}
