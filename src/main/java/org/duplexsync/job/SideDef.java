package org.duplexsync.job;

import org.jspecify.annotations.Nullable;

/**
 * A root on a host, reached as one user. Paths are absolute, without {@code .}, {@code ..} or a
 * slash at the end.
 *
 * @param host a name in {@link Job#hosts}
 * @param user never null on a host over SSH
 * @param tempDir where Duplex makes its own directory; null for {@code ~/.duplex/PAIR}
 * @param versionsDir null for beside the temp dir
 */
public record SideDef(
    String host,
    @Nullable String user,
    String root,
    @Nullable String tempDir,
    @Nullable String versionsDir) {}
