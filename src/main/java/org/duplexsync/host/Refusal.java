package org.duplexsync.host;

import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;

/**
 * Why a {@link Wish} can't be fulfilled.
 *
 * @param need that this stands in the way of
 * @param at what stands in the way: the path itself, or its directory (which may be the root)
 * @param entry of what stands in the way
 */
public record Refusal(Wish.Need need, Why why, RelPath at, Entry entry) {
  public enum Why {
    /** This account may not read it. */
    UNREADABLE,
    /** This account may not write in this directory. */
    UNWRITABLE,
    /** It lies in a sticky directory, and neither of the two belongs to this account. */
    STICKY,
    /** It belongs to another account. */
    FOREIGN,
    /** It is immutable or append-only. */
    FIXED,
    /** The file system is mounted read-only. */
    READ_ONLY,
    /** The root is a mount point, and the pair's own directory lies here. */
    OURS
  }
}
