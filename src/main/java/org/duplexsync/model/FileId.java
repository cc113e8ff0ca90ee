package org.duplexsync.model;

import java.time.Instant;

/**
 * Which file it is on its own server: two looks with the same id saw the same content, unless the
 * file was written through a mapping. Means nothing on the other server. The device is the root's:
 * other devices are never entered.
 *
 * @param ctime of the last change of content or attributes; a rename or exchange moves it too on
 *     most file systems
 * @param links the number of hard links
 */
public record FileId(long inode, Instant ctime, int links) {}
