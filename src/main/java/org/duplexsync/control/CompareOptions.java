package org.duplexsync.control;

import org.jspecify.annotations.Nullable;

/**
 * @param write what is equal on both sides is remembered as agreed: takes the leases. Without it
 *     nothing is written, on the servers or in the baseline
 * @param deletes {@code restore}, {@code propagate} or {@code hold} instead of the policy's, null:
 *     the policy's
 */
public record CompareOptions(boolean write, @Nullable String deletes) {
  public static final CompareOptions LOOK = new CompareOptions(false, null);
}
