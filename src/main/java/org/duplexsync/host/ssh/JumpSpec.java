package org.duplexsync.host.ssh;

import org.duplexsync.host.ssh.SshException.Kind;
import org.jspecify.annotations.Nullable;

/** One host of ProxyJump: {@code [user@]host[:port]}, also as {@code ssh://}. */
record JumpSpec(@Nullable String user, String host, @Nullable Integer port) {
  private static final int LARGEST_PORT = 65535;

  static JumpSpec parse(String written) throws SshException {
    String rest = written.strip();
    if (rest.startsWith("ssh://")) {
      rest = rest.substring("ssh://".length());
    }
    int at = rest.lastIndexOf('@');
    String user = at < 0 ? null : rest.substring(0, at);
    rest = rest.substring(at + 1);
    int close = rest.startsWith("[") ? rest.indexOf(']') : -1;
    int colon = close > 0 ? rest.indexOf(':', close) : rest.indexOf(':');
    boolean port = colon >= 0 && (close > 0 || colon == rest.lastIndexOf(':'));
    String host = port ? rest.substring(0, colon) : rest;
    String bare = close > 0 ? host.substring(1, host.length() - 1) : host;
    if (bare.isEmpty()) {
      throw wrong(written);
    }
    return new JumpSpec(user, bare, port ? port(rest.substring(colon + 1), written) : null);
  }

  private static int port(String text, String written) throws SshException {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= LARGEST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong(written);
  }

  private static SshException wrong(String written) {
    return new SshException(
        Kind.CONFIGURATION,
        "ProxyJump names \"" + written + "\", which is no host.",
        "Write [user@]host[:port], several with commas between.");
  }
}
