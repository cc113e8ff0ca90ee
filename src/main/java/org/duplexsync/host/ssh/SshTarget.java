package org.duplexsync.host.ssh;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whom to reach. What is null is looked up in {@code ~/.ssh/config} under {@code address}, then
 * takes OpenSSH's default; what is given wins over the file.
 *
 * @param name as the operator calls the host
 * @param address a name, an IP address, or a {@code Host} of {@code ~/.ssh/config}
 * @param user the account; null for the file's, else the operator's own
 * @param identityFile a private key, tried before all others
 * @param knownHosts where host keys are looked up and remembered instead of the usual file
 * @param proxyJump {@code [user@]host[:port][,...]}, or {@code none}
 */
public record SshTarget(
    String name,
    String address,
    @Nullable Integer port,
    @Nullable String user,
    @Nullable Path identityFile,
    @Nullable Path knownHosts,
    @Nullable String proxyJump) {

  /** All from {@code ~/.ssh/config} and the defaults. */
  public static SshTarget of(String name, String address, String user) {
    return new SshTarget(name, address, null, user, null, null, null);
  }
}
