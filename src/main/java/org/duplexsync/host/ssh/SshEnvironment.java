package org.duplexsync.host.ssh;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where this machine keeps what OpenSSH's client would use.
 *
 * @param home of the operator, for {@code ~} and {@code .ssh}
 * @param user the operator's own account
 * @param agent the socket of ssh-agent, null for none
 * @param systemConfig usually {@code /etc/ssh/ssh_config}
 * @param systemKnownHosts usually {@code /etc/ssh/ssh_known_hosts}
 */
public record SshEnvironment(
    Path home, String user, @Nullable Path agent, Path systemConfig, List<Path> systemKnownHosts) {

  /** As it is for this process. */
  public static SshEnvironment ofProcess() {
    String agent = System.getenv("SSH_AUTH_SOCK");
    return new SshEnvironment(
        Path.of(System.getProperty("user.home", "/")),
        System.getProperty("user.name", "root"),
        agent == null || agent.isEmpty() ? null : Path.of(agent),
        Path.of("/etc/ssh/ssh_config"),
        List.of(Path.of("/etc/ssh/ssh_known_hosts"), Path.of("/etc/ssh/ssh_known_hosts2")));
  }

  Path configFile() {
    return home.resolve(".ssh/config");
  }

  /** A path as OpenSSH's files write it: {@code ~} is the home, relative ones start there. */
  Path expand(String path) {
    if (path.equals("~")) {
      return home;
    }
    return path.startsWith("~/") ? home.resolve(path.substring(2)) : home.resolve(path);
  }
}
