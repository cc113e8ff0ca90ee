package org.duplexsync.host;

import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * Something to be made ready in the temp dir.
 *
 * @param name of the staged file: 1 to 64 of {@code [A-Za-z0-9-]}
 * @param path where it will go: decides what it inherits
 * @param source kind (file, symlink, directory), mode, mtime, target, and where carried over owner
 *     and group that it gets
 * @param replaces what stands at the path, null if nothing: its group, ACL, xattrs and context are
 *     taken over
 */
public record StageAsk(String name, RelPath path, Entry source, @Nullable Entry replaces) {}
