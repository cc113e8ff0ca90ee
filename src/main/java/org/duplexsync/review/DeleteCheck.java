package org.duplexsync.review;

import org.jspecify.annotations.Nullable;

/**
 * Above a number of deletions the operator types how many there are.
 *
 * @param limit up to here nothing need be typed
 * @param typed what was typed, null if nothing was
 */
public record DeleteCheck(long limit, @Nullable Long typed) {
  /** For a policy: the guards have counted already. */
  public static final DeleteCheck NONE = new DeleteCheck(Long.MAX_VALUE, null);

  boolean passes(long deletions) {
    return deletions <= limit || (typed != null && typed == deletions);
  }
}
