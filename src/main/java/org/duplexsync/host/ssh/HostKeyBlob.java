package org.duplexsync.host.ssh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A public key as SSH sends it (RFC 4253, 6.6).
 *
 * @param type such as {@code ssh-ed25519}
 * @param base64 of the whole blob: what a known_hosts line holds
 * @param fingerprint {@code SHA256:...}, as {@code ssh-keygen -l} prints it
 */
record HostKeyBlob(String type, String base64, String fingerprint) {
  private static final int LONGEST_TYPE = 64;

  /**
   * Reads the type from the blob.
   *
   * @throws IllegalArgumentException if it is no key
   */
  static HostKeyBlob of(byte[] blob) {
    if (blob.length < 4) {
      throw new IllegalArgumentException("no key");
    }
    int length = ByteBuffer.wrap(blob).getInt();
    if (length <= 0 || length > LONGEST_TYPE || length > blob.length - 4) {
      throw new IllegalArgumentException("no key");
    }
    return new HostKeyBlob(
        new String(blob, 4, length, StandardCharsets.US_ASCII),
        Base64.getEncoder().encodeToString(blob),
        "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(sha256(blob)));
  }

  private static byte[] sha256(byte[] blob) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(blob);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
