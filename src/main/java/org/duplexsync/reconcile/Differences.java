package org.duplexsync.reconcile;

import org.duplexsync.model.Difference;
import org.jspecify.annotations.Nullable;

/** A stream of differences. */
public interface Differences<X extends Exception> {
  /** The next one; null at the end. */
  @Nullable Difference next() throws X;
}
