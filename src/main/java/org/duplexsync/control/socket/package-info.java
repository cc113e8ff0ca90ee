/**
 * The control interfaces over a private socket of this machine, so that a front end can work on an
 * engine of another process. {@link org.duplexsync.control.socket.JobServer} lets others in, {@link
 * org.duplexsync.control.socket.RemoteJob} goes there. Who may enter is decided by the permissions
 * of the directory that the socket is in; both ends are strict about what they read.
 */
@NullMarked
package org.duplexsync.control.socket;

import org.jspecify.annotations.NullMarked;
