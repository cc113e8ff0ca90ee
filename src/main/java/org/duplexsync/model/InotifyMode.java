package org.duplexsync.model;

/** When a written file counts as changed; the names are lsyncd's. */
public enum InotifyMode {
  /** As soon as it rests for a moment, also while a program holds it open. */
  MODIFY,
  /** When whoever wrote it closes it. */
  CLOSE_WRITE,
  /** Whichever is first. */
  CLOSE_WRITE_OR_MODIFY
}
