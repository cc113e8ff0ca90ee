package org.duplexsync.host.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A target with everything looked up.
 *
 * @param name as the operator calls the host
 * @param host what is resolved to an address
 * @param alias the name its keys are known by, null for {@code host} and {@code port}
 * @param given the identity file the target names itself, null if none
 * @param identities files that are tried, in order; {@code given} among them
 * @param only keys of the agent are used only where {@code identities} names them
 * @param agent the agent's socket, null for none
 * @param knownHosts files of the operator; the first takes new keys
 * @param systemKnownHosts files that are only read
 * @param hashNames new lines hide the host's name
 * @param jumps hosts on the way, the nearest first, each {@code [user@]host[:port]}
 */
record Endpoint(
    String name,
    String host,
    int port,
    String user,
    @Nullable String alias,
    @Nullable Path given,
    List<Path> identities,
    boolean only,
    @Nullable Path agent,
    List<Path> knownHosts,
    List<Path> systemKnownHosts,
    boolean hashNames,
    List<String> jumps) {

  private static final int DEFAULT_PORT = 22;

  /** What a known_hosts line for this host holds. */
  String keyName() {
    if (alias != null) {
      return alias.toLowerCase(Locale.ROOT);
    }
    String lower = host.toLowerCase(Locale.ROOT);
    return port == DEFAULT_PORT ? lower : "[" + lower + "]:" + port;
  }

  /** The name under which a key is looked for if {@link #keyName} has none. */
  @Nullable String plainKeyName() {
    return alias == null && port != DEFAULT_PORT ? host.toLowerCase(Locale.ROOT) : null;
  }

  /** As an operator would write it. */
  String where() {
    return host + (port == DEFAULT_PORT ? "" : ":" + port);
  }

  /** {@code NAME (user@host:port)}, as messages begin. */
  String label() {
    String account = user + "@" + where();
    return name.equals(host) ? account : name + " (" + account + ")";
  }
}
