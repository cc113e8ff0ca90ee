package org.duplexsync.host.ssh;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.duplexsync.host.ssh.SshException.Kind;

/** What is said when no connection to the port comes about. */
final class ConnectFailures {
  private ConnectFailures() {}

  static SshException of(Endpoint to, IOException e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (e instanceof UnknownHostException) {
      return new SshException(
          Kind.NAME_NOT_FOUND,
          "The name " + to.host() + " of " + to.name() + " is not found.",
          "Check its spelling in the job and that this machine's DNS or /etc/hosts knows it"
              + " (getent hosts "
              + to.host()
              + ").",
          e);
    }
    if (e instanceof NoRouteToHostException || text.contains("unreachable")) {
      return new SshException(
          Kind.NO_ROUTE,
          "There is no way to " + to.label() + ": " + e.getMessage() + ".",
          "Check this machine's network or VPN, and whether the server is up.",
          e);
    }
    if (e instanceof SocketTimeoutException || text.contains("timed out")) {
      return timedOut(to, "did not answer on port " + to.port());
    }
    if (e instanceof ConnectException) {
      return new SshException(
          Kind.REFUSED,
          to.label() + " refused the connection on port " + to.port() + ".",
          "Check that sshd runs there (systemctl status sshd) and listens on this port.",
          e);
    }
    return new SshException(
        Kind.NO_ROUTE,
        to.label() + " could not be reached: " + SessionLog.words(e) + ".",
        "Check this machine's network and the address in the job.",
        e);
  }

  static SshException timedOut(Endpoint to, String how) {
    return new SshException(
        Kind.TIMED_OUT,
        to.label() + " " + how + ".",
        "Check that the server is up and that no firewall drops the connection.");
  }

  /**
   * A host on the way could not reach the next one.
   *
   * @param prohibited the server forbids forwarding; else it found no way
   */
  static SshException jump(Endpoint via, Endpoint to, boolean prohibited) {
    return prohibited
        ? new SshException(
            Kind.CHANNEL_REFUSED,
            via.label() + " does not forward connections, so " + to.label() + " can't be reached.",
            "Set AllowTcpForwarding yes in its sshd_config, or choose another ProxyJump.")
        : new SshException(
            Kind.REFUSED,
            via.label() + " could not connect to " + to.where() + ".",
            "Check on it that the name is known there and that sshd runs on that port.");
  }
}
