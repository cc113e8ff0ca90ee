package org.duplexsync.host.ssh;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was tried at a log-in: for the message when it fails, and the warnings when it doesn't. */
final class LoginTrace {
  private final Set<String> offered = new LinkedHashSet<>();
  private final List<SshException> unusable = new ArrayList<>();
  private @Nullable SshException hostKey;
  private @Nullable SshException passphrase;
  private @Nullable String weakSignature;
  private boolean prompted;

  /** A key was shown to the server. */
  synchronized void offered(String key) {
    offered.add(key);
  }

  /** A key file that was to be tried and can't be. */
  synchronized void unusable(SshException why) {
    unusable.add(why);
  }

  synchronized void hostKey(SshException why) {
    hostKey = why;
  }

  /** The server would take the key, but it stays closed. */
  synchronized void passphrase(SshException why) {
    passphrase = why;
  }

  synchronized void prompted() {
    prompted = true;
  }

  synchronized void signedWithSha1(String key) {
    weakSignature = key;
  }

  synchronized List<String> offered() {
    return List.copyOf(offered);
  }

  synchronized List<SshException> unusable() {
    return List.copyOf(unusable);
  }

  synchronized @Nullable SshException hostKey() {
    return hostKey;
  }

  synchronized @Nullable SshException passphrase() {
    return passphrase;
  }

  synchronized boolean wasPrompted() {
    return prompted;
  }

  synchronized List<String> warnings(String name) {
    return weakSignature == null
        ? List.of()
        : List.of(
            name
                + " takes the key "
                + weakSignature
                + " only with the outdated ssh-rsa (SHA-1) signature. Update OpenSSH there, or use"
                + " an ed25519 key (ssh-keygen -t ed25519).");
  }
}
