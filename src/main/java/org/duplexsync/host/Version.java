package org.duplexsync.host;

import org.duplexsync.model.Entry;

/**
 * Something that was kept when it was replaced or removed.
 *
 * @param name below the versions directory
 * @param entry as it was when it was kept
 */
public record Version(String name, Entry entry) {}
