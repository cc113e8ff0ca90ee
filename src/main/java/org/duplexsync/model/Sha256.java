package org.duplexsync.model;

import java.util.HexFormat;

/** The SHA-256 of a file's content. */
public record Sha256(Bytes value) {
  public Sha256 {
    if (value.length() != 32) {
      throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + value.length());
    }
  }

  public static Sha256 of(byte[] digest) {
    return new Sha256(Bytes.of(digest));
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(value.toArray());
  }
}
