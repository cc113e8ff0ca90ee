package org.duplexsync.model;

/** What becomes of a path that both sides changed differently. */
public enum ConflictPolicy {
  /** The later mtime wins, as with {@code rsync -u}; the other content stays as a version. */
  NEWER,
  /** It waits for a person. */
  HOLD,
  /** Both stay, the loser under a second name. */
  KEEP_BOTH,
  A,
  B
}
