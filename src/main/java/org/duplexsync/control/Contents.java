package org.duplexsync.control;

import org.duplexsync.model.Bytes;
import org.duplexsync.model.Seen;

/**
 * A file's content as of one moment.
 *
 * @param seen what stands at the path
 * @param bytes the first part of the content; empty for anything but a file
 * @param truncated there is more
 */
public record Contents(Seen seen, Bytes bytes, boolean truncated) {}
