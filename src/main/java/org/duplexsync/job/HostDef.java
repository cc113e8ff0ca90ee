package org.duplexsync.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A machine. */
public sealed interface HostDef {
  String name();

  /** The machine that the engine runs on. */
  record Local(String name) implements HostDef {}

  /**
   * A machine over SSH. What is null is looked up in {@code ~/.ssh/config} under the address, then
   * takes OpenSSH's default.
   *
   * @param address a name, an IP address or a {@code Host} of {@code ~/.ssh/config}; default: the
   *     host's name in the job
   * @param identityFile the private key; absolute or from {@code ~/}
   * @param knownHosts where host keys are looked up; absolute or from {@code ~/}
   * @param proxyJump {@code [user@]host[:port][,...]}, or {@code none}
   * @param connectTimeout default 10 s
   * @param keepAlive silence after which the connection counts as lost; default 8 s
   */
  record Ssh(
      String name,
      String address,
      @Nullable Integer port,
      @Nullable String identityFile,
      @Nullable String knownHosts,
      @Nullable String proxyJump,
      Duration connectTimeout,
      Duration keepAlive)
      implements HostDef {
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration KEEP_ALIVE = Duration.ofSeconds(8);

    /** All else from {@code ~/.ssh/config} and the defaults. */
    public static Ssh of(String name, String address) {
      return new Ssh(name, address, null, null, null, null, CONNECT_TIMEOUT, KEEP_ALIVE);
    }
  }
}
