/**
 * The contract over SSH: connections, host keys, authentication and the typed errors that say what
 * to do.
 */
@NullMarked
package org.duplexsync.host.ssh;

import org.jspecify.annotations.NullMarked;
