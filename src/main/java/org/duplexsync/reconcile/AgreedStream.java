package org.duplexsync.reconcile;

import org.duplexsync.model.Agreed;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;

/**
 * The baseline as a cursor, in byte order of the path, without what filters exclude (now, or when
 * it was last looked at: a changed filter is never read as deletes; such rows stay aside).
 */
public interface AgreedStream<X extends Exception> {
  /** Moves on; false at the end. */
  boolean next() throws X;

  RelPath path();

  Agreed agreed();

  /**
   * Whether this side is as agreed in every respect, its identity included. A stream that can tell
   * without making objects may override it; the answer must be the same.
   */
  default boolean unchanged(Side side, Entry entry, Policy policy) {
    return Same.unchanged(agreed(), side, entry, policy);
  }
}
