package org.duplexsync.host.ssh;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duplexsync.host.ssh.SshException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What is said when a log-in fails. JSch tells most failures apart only by text, so the text is
 * looked at here and nowhere else.
 */
final class LoginFailures {
  private static final Map<String, String> WHAT =
      Map.of(
          "kex", "key exchange (KexAlgorithms)",
          "server_host_key", "type of host key (HostKeyAlgorithms)",
          "cipher.c2s", "cipher (Ciphers)",
          "cipher.s2c", "cipher (Ciphers)",
          "mac.c2s", "MAC (MACs)",
          "mac.s2c", "MAC (MACs)");

  private LoginFailures() {}

  /**
   * Finds the words for a failed log-in.
   *
   * @param cut why our own watch ended it, null if it didn't
   * @param reason what JSch noted by itself, null if nothing
   */
  static SshException of(
      Endpoint to, Exception e, LoginTrace trace, @Nullable String cut, @Nullable String reason) {
    SshException hostKey = trace.hostKey();
    if (hostKey != null) {
      return hostKey;
    }
    if (cut != null) {
      return ConnectFailures.timedOut(to, "accepted the connection, but " + cut);
    }
    String text = SessionLog.words(e) + " " + (reason == null ? "" : reason);
    String lower = text.toLowerCase(Locale.ROOT);
    if (e instanceof JSchAlgoNegoFailException nego) {
      return negotiation(to, nego);
    }
    if (lower.contains("too many authentication failures")) {
      return refused(
          to,
          trace,
          " It gave up after too many keys.",
          "Name the right key with"
              + " identityFile and set IdentitiesOnly yes for it in ~/.ssh/config.");
    }
    if (lower.contains("auth fail") || lower.contains("auth cancel")) {
      return reason == null ? notLetIn(to, trace) : lost(to, reason, e);
    }
    if (lower.contains("server closed it")
        || lower.contains("connection reset")
        || lower.contains("broken pipe")
        || lower.contains("the server said")
        || lower.contains("socket")) {
      return lost(to, SessionLog.words(rootOf(e)), e);
    }
    return new SshException(
        Kind.PROTOCOL,
        to.label() + " does not speak SSH as it should: " + SessionLog.words(e) + ".",
        "Check that the port is that of sshd.",
        e);
  }

  private static Throwable rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static SshException lost(Endpoint to, String how, Exception e) {
    return new SshException(
        Kind.LOST,
        "The connection to " + to.label() + " ended during the log-in: " + how + ".",
        "Look at the server's log (journalctl -u ssh -u sshd), MaxStartups and its firewall.",
        e);
  }

  private static SshException negotiation(Endpoint to, JSchAlgoNegoFailException e) {
    String what = WHAT.getOrDefault(e.getAlgorithmName(), e.getAlgorithmName());
    String offers = SessionLog.words(new Exception(e.getServerProposal()));
    return new SshException(
        Kind.ALGORITHMS,
        to.label() + " and Duplex have no " + what + " in common: it offers only " + offers + ".",
        "Update OpenSSH there, or allow " + modern(e.getAlgorithmName()) + " in its sshd_config.",
        e);
  }

  private static String modern(String name) {
    return switch (name) {
      case "kex" -> "curve25519-sha256";
      case "server_host_key" -> "ssh-ed25519 or rsa-sha2-512";
      case "cipher.c2s", "cipher.s2c" -> "aes256-gcm@openssh.com";
      default -> "hmac-sha2-256-etm@openssh.com";
    };
  }

  private static SshException notLetIn(Endpoint to, LoginTrace trace) {
    SshException passphrase = trace.passphrase();
    if (passphrase != null) {
      return passphrase;
    }
    List<SshException> unusable = trace.unusable();
    if (trace.offered().isEmpty() && !unusable.isEmpty() && !trace.wasPrompted()) {
      return unusable.getFirst();
    }
    StringBuilder more = new StringBuilder();
    unusable.forEach(why -> more.append(" Not tried: ").append(why.getMessage()));
    return refused(
        to,
        trace,
        more.toString(),
        "Add the public key to ~"
            + to.user()
            + "/.ssh/authorized_keys there (ssh-copy-id -i KEY.pub"
            + (to.port() == 22 ? "" : " -p " + to.port())
            + " "
            + to.user()
            + "@"
            + to.host()
            + "), or name another key with identityFile.");
  }

  private static SshException refused(Endpoint to, LoginTrace trace, String more, String todo) {
    List<String> keys = trace.offered();
    String tried = keys.isEmpty() ? "no key was found to try" : "tried " + String.join(", ", keys);
    String password = trace.wasPrompted() ? " and what was entered at the prompt" : "";
    return new SshException(
        Kind.KEY_REFUSED,
        to.where() + " does not let user " + to.user() + " in: " + tried + password + "." + more,
        todo);
  }
}
