package org.duplexsync.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The baseline of one path: what both sides last agreed on.
 *
 * @param entry as agreed; its owner, group and id are A's
 * @param sha256 of the content where known (files only)
 * @param how it was agreed
 * @param b the path's identity on B; A's is in the entry
 * @param at when it was agreed, by the engine's clock
 */
public record Agreed(Entry entry, @Nullable Sha256 sha256, How how, FileId b, Instant at) {
  /**
   * ASSUMED: same size and mtime on both sides, content not yet compared. HASHED: the contents were
   * compared or copied.
   */
  public enum How {
    HASHED,
    ASSUMED
  }

  public FileId id(Side side) {
    return side == Side.A ? entry.id() : b;
  }
}
