package org.duplexsync.host.memory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.duplexsync.model.Sha256;

/** Hashes of contents. */
public final class Content {
  private Content() {}

  public static Sha256 sha256(byte[] content) {
    try {
      return Sha256.of(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
