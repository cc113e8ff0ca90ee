/**
 * The contract over SSH: {@link org.duplexsync.host.ssh.SshHosts} connects as OpenSSH's client
 * would (configuration, keys, agent, known hosts, jumps) and gives a {@link
 * org.duplexsync.host.Shell} whose commands run side by side on one session. It promises that no
 * host key is believed unasked, that a lost connection is found within ten seconds, that a slow
 * reader stalls nobody but itself, and that each failure says what to do ({@link
 * org.duplexsync.host.ssh.SshException}). JSch is known here alone.
 */
@NullMarked
package org.duplexsync.host.ssh;

import org.jspecify.annotations.NullMarked;
