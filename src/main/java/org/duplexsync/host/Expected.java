package org.duplexsync.host;

import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;

/**
 * A path as it must still be.
 *
 * @param entry compared by kind, size, mtime, mode, ctime and inode; owner and group where they are
 *     carried over
 * @param grown it may have become longer since: then its first {@code entry.size()} bytes count, if
 *     they are the same before and after they were read
 */
public record Expected(RelPath path, Entry entry, boolean grown) {
  public Expected(RelPath path, Entry entry) {
    this(path, entry, false);
  }
}
