package org.duplexsync.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.duplexsync.model.RelPath;

/** The pattern that means one path and, if it is a directory, what is below it. */
public final class ExactPath {
  private ExactPath() {}

  /**
   * Where the path is no UTF-8 a job file can't hold it: a {@code ?} stands for each of its bytes
   * that are no ASCII. In a pattern without wildcards rsync takes a backslash as it is.
   */
  public static String pattern(RelPath path) {
    byte[] bytes = path.toArray();
    boolean text = isText(bytes);
    boolean wild = !text;
    for (byte b : bytes) {
      wild |= b == '*' || b == '?' || b == '[';
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write('/');
    for (byte b : bytes) {
      if (wild && (b == '*' || b == '?' || b == '[' || b == '\\')) {
        out.write('\\');
      }
      out.write(!text && b < 0 ? '?' : b);
    }
    return out.toString(UTF_8);
  }

  private static boolean isText(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)) != null;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
