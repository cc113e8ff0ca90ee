package org.duplexsync.host.ssh;

import java.time.Duration;

/**
 * How long to wait.
 *
 * @param connect for a connection to the port, each address
 * @param login from the connection to the end of the log-in, time for questions not counted
 * @param ask how long a connection may be silent before the server is asked for a sign of life
 * @param silence how long it may be silent before it counts as lost
 */
public record SshLimits(Duration connect, Duration login, Duration ask, Duration silence) {
  /** An outage is found within 10 s: 8 s of silence, and a second between looks. */
  public static SshLimits usual() {
    return new SshLimits(
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMillis(2500),
        Duration.ofSeconds(8));
  }
}
