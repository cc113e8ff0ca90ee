package org.duplexsync.model;

/**
 * What is merged by itself. {@link #CONTENT} is a file's bytes with its mtime, or a link's target.
 */
public enum Field {
  CONTENT,
  MODE,
  OWNER,
  GROUP
}
