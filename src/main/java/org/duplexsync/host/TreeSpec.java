package org.duplexsync.host;

import java.util.Set;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * What to open on a host.
 *
 * @param pair the pair's name; names the default temp dir {@code ~/.duplex/PAIR}
 * @param root absolute path of the root
 * @param tempDir absolute, or null for the default; Duplex uses only its own 0700 directory below
 *     it
 * @param versionsDir absolute, or null for the place beside the temp dir
 * @param prunePaths directories (from the root) that a listing need not enter or name
 * @param pruneNames names of directories, anywhere, that a listing need not enter or name
 * @param setOwners owner and group are carried over (both sides run as root)
 * @param setIds setuid and setgid bits may be set
 */
public record TreeSpec(
    String pair,
    String root,
    @Nullable String tempDir,
    @Nullable String versionsDir,
    Set<RelPath> prunePaths,
    Set<Bytes> pruneNames,
    boolean setOwners,
    boolean setIds) {}
