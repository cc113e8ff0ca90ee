package org.duplexsync.store;

import java.util.Arrays;
import org.duplexsync.model.RelPath;

/** What is below a directory: the paths after {@code dir/} and before {@code dir0}. */
final class Ranges {
  private Ranges() {}

  static byte[] start(RelPath directory) {
    return with(directory, '/');
  }

  static byte[] end(RelPath directory) {
    return with(directory, '0');
  }

  private static byte[] with(RelPath directory, char last) {
    byte[] path = Arrays.copyOf(directory.toArray(), directory.length() + 1);
    path[path.length - 1] = (byte) last;
    return path;
  }
}
