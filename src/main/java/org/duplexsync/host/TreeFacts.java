package org.duplexsync.host;

import java.time.Duration;
import java.util.List;
import org.duplexsync.model.RelPath;

/**
 * What was found out about a root when it was opened.
 *
 * @param root with links resolved, as the server has it
 * @param device the root's device number and inode: another one than before is another file system
 *     or a replaced root
 * @param fileSystem type, such as {@code ext4}
 * @param tempDir Duplex's own directory below the temp dir; {@code versionsDir} likewise
 * @param tick granularity of the file system's time stamps
 * @param exchange {@code renameat2} can exchange and refuse here
 * @param hardLinks files can be linked from the temp dir, for the routes without exchange
 * @param caseSensitive two names that differ in case are two files
 * @param acl, xattr, selinux: in use on this root
 * @param freeBytes free space for this user; {@code freeInodes} likewise
 * @param mounts mount points below the root: blocked
 * @param writable the user may create in the root
 * @param warnings what can't be kept or done here, each with what to do
 */
public record TreeFacts(
    String root,
    long device,
    long inode,
    String fileSystem,
    String tempDir,
    String versionsDir,
    Duration tick,
    boolean exchange,
    boolean hardLinks,
    boolean caseSensitive,
    boolean acl,
    boolean xattr,
    boolean selinux,
    long freeBytes,
    long freeInodes,
    List<RelPath> mounts,
    boolean writable,
    List<String> warnings) {}
