package org.duplexsync.host.ssh;

import java.nio.file.Path;
import org.duplexsync.host.ssh.SshException.Kind;

/** What is said when a host key isn't accepted. */
final class HostKeyFailures {
  private HostKeyFailures() {}

  static SshException unknown(Endpoint to, HostKeyBlob key) {
    String port = to.port() == 22 ? "" : " -p " + to.port();
    Path file = to.knownHosts().isEmpty() ? Path.of("known_hosts") : to.knownHosts().getFirst();
    return new SshException(
        Kind.HOST_KEY_UNKNOWN,
        "The host key of " + to.label() + " is not known: it showed " + shown(key) + ".",
        "Compare the fingerprint with the server's (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub"
            + " there), then run: ssh-keyscan"
            + (to.hashNames() ? " -H" : "")
            + " -t "
            + scanType(key)
            + port
            + " "
            + to.host()
            + " >> "
            + file);
  }

  static SshException changed(Endpoint to, KnownHostLine old, HostKeyBlob key) {
    return new SshException(
        Kind.HOST_KEY_CHANGED,
        "The host key of "
            + to.label()
            + " has changed, perhaps because someone else answers in its place: it showed "
            + shown(key)
            + ", but "
            + old.place()
            + " has "
            + shown(old.key())
            + ".",
        "Ask the server's owner whether its key was renewed; only then run: ssh-keygen -R '"
            + to.keyName()
            + "' -f "
            + old.file());
  }

  static SshException revoked(Endpoint to, KnownHostLine line, HostKeyBlob key) {
    return new SshException(
        Kind.HOST_KEY_REVOKED,
        "The host key of "
            + to.label()
            + " is marked as revoked in "
            + line.place()
            + ": it showed "
            + shown(key)
            + ".",
        "Give the server a new host key; this one may have been stolen.");
  }

  private static String shown(HostKeyBlob key) {
    return key.type() + " " + key.fingerprint();
  }

  private static String scanType(HostKeyBlob key) {
    if (key.type().startsWith("ecdsa-")) {
      return "ecdsa";
    }
    return key.type().startsWith("ssh-") ? key.type().substring("ssh-".length()) : key.type();
  }
}
