/**
 * The one narrow contract through which the engine touches machines: {@link
 * org.duplexsync.host.Tree} is a root on a host, reached as one user. It promises that nothing
 * outside the root (and the pair's own temp and versions directories) is read or written, that what
 * comes back was checked for shape and range, and that a path's trouble is a value while the loss
 * of the connection is a {@link org.duplexsync.host.HostException}. Realisations: over SSH, as a
 * child process on this machine, and in memory.
 */
@NullMarked
package org.duplexsync.host;

import org.jspecify.annotations.NullMarked;
