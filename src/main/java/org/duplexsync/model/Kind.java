package org.duplexsync.model;

/**
 * What a path is. {@link #OTHER} (socket, device, fifo) is listed and named to the operator, never
 * carried over.
 */
public enum Kind {
  FILE,
  DIRECTORY,
  SYMLINK,
  OTHER
}
