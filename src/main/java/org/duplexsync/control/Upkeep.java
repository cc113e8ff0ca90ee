package org.duplexsync.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is left to be done beside.
 *
 * @param assumed how many files were only taken for equal so far, by size and time
 * @param versions how many old contents are kept
 * @param nextPurge when the first of them goes; null: none does
 */
public record Upkeep(long assumed, long versions, @Nullable Instant nextPurge) {
  public static final Upkeep NONE = new Upkeep(0, 0, null);
}
