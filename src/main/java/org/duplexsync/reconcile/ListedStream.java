package org.duplexsync.reconcile;

import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * One side's listing as a cursor, in byte order of the path, without what filters exclude. The
 * accessors speak of the path last moved to.
 */
public interface ListedStream<X extends Exception> {
  /** Moves on; false at the end. */
  boolean next() throws X;

  RelPath path();

  /** What is there; null if even that can't be told, then {@link #closed} says why. */
  @Nullable Entry entry();

  /** Why nothing is known of what is below; null if all of it follows. */
  @Nullable String closed();
}
