package org.duplexsync.host.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reads {@code FILE} or {@code FILE.pub} as one line of {@code type base64 comment}. */
final class PublicKeyFile {
  private static final long LARGEST = 64 * 1024;

  private PublicKeyFile() {}

  /** Null if neither is a public key. */
  static byte @Nullable [] read(Path file) {
    byte[] blob = line(file);
    return blob != null ? blob : line(file.resolveSibling(file.getFileName() + ".pub"));
  }

  /** Null if the file is no public key. */
  static byte @Nullable [] line(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return null;
      }
      String[] words = Files.readString(file, StandardCharsets.ISO_8859_1).strip().split("\\s+");
      return words.length < 2 || !words[0].matches("(ssh|ecdsa|sk)-.*")
          ? null
          : Base64.getDecoder().decode(words[1]);
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }
}
