package org.duplexsync.host.ssh;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a known_hosts file (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT").
 *
 * @param marker {@code @revoked}, {@code @cert-authority}, or empty
 * @param hosts names, wildcards and {@code !} exceptions, or one hashed name
 */
record KnownHostLine(Path file, int number, String marker, List<String> hosts, HostKeyBlob key) {
  static final String REVOKED = "@revoked";

  /** Null if the line is empty, a comment or damaged: OpenSSH skips those too. */
  static @Nullable KnownHostLine parse(Path file, int number, String line) {
    String[] words = line.strip().split("[ \t]+");
    int at = words[0].startsWith("@") ? 1 : 0;
    if (words[0].isEmpty() || words[0].startsWith("#") || words.length < at + 3) {
      return null;
    }
    try {
      HostKeyBlob key = HostKeyBlob.of(Base64.getDecoder().decode(words[at + 2]));
      return key.type().equals(words[at + 1])
          ? new KnownHostLine(
              file, number, at == 1 ? words[0] : "", Arrays.asList(words[at].split(",")), key)
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  boolean hashed() {
    return HashedName.isHashed(hosts.getFirst());
  }

  /** Whether the line speaks of this host, written as {@code name} or {@code [name]:port}. */
  boolean names(String host) {
    if (hashed()) {
      return HashedName.matches(hosts.getFirst(), host);
    }
    return HostPattern.matches(hosts, host);
  }

  /** {@code file:line}, as editors take it. */
  String place() {
    return file + ":" + number;
  }
}
