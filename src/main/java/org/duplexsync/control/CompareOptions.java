package org.duplexsync.control;

import org.jspecify.annotations.Nullable;

/**
 * @param write what is equal on both sides is remembered as agreed: takes the leases. Without it
 *     nothing is written, on the servers or in the baseline
 * @param deletes {@code restore}, {@code propagate} or {@code hold} instead of the policy's, null:
 *     the policy's
 * @param readAll with {@code write}: what was only taken for equal, by size and time, is read to
 *     the last file, however long that takes; else for some seconds
 */
public record CompareOptions(boolean write, @Nullable String deletes, boolean readAll) {
  public CompareOptions(boolean write, @Nullable String deletes) {
    this(write, deletes, false);
  }

  public static final CompareOptions LOOK = new CompareOptions(false, null);
}
