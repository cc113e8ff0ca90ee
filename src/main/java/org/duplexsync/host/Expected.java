package org.duplexsync.host;

import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;

/**
 * A path as it must still be.
 *
 * @param entry compared by kind, size, mtime, mode, ctime and inode; owner and group where they are
 *     carried over
 */
public record Expected(RelPath path, Entry entry) {}
