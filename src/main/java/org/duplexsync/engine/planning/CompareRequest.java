package org.duplexsync.engine.planning;

import org.duplexsync.model.Cause;
import org.duplexsync.model.Column;
import org.duplexsync.model.DeletePolicy;
import org.jspecify.annotations.Nullable;

/**
 * A compare of a whole pair.
 *
 * @param remember what it leaves behind
 * @param deletes instead of the pair's policy; null: the policy's
 * @param by who asks, {@code operator:NAME} or {@code policy:NAME}
 */
public record CompareRequest(
    Remember remember, @Nullable DeletePolicy deletes, Column column, Cause cause, String by) {
  public CompareRequest(
      boolean write, @Nullable DeletePolicy deletes, Column column, Cause cause, String by) {
    this(write ? Remember.EQUAL : Remember.NOTHING, deletes, column, cause, by);
  }

  /** What a compare leaves behind. */
  public enum Remember {
    /** Nothing is written, on the servers or in the baseline. */
    NOTHING,
    /**
     * Leases are taken, what an earlier run left open is settled, and what is equal is remembered;
     * what was only taken for equal is read for a while.
     */
    EQUAL,
    /** The same, and all that was only taken for equal is read, however long that takes. */
    ALL_READ
  }

  public boolean write() {
    return remember != Remember.NOTHING;
  }

  public CompareRequest in(Column other) {
    return new CompareRequest(remember, deletes, other, cause, by);
  }
}
