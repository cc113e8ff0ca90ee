package org.duplexsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duplexsync.control.ControlException;
import org.duplexsync.model.RelPath;

/**
 * Paths as they are typed: relative to the pair's roots; a point for the roots themselves. What is
 * shown escaped, such as a name that is no UTF-8, is typed as it is shown; a backslash that begins
 * no escape is one.
 */
final class Paths {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-f]{2})|([ntr\\\\]))");

  private Paths() {}

  static RelPath of(String text) throws ControlException {
    String trimmed = text.endsWith("/") && text.length() > 1 ? text.replaceAll("/+$", "") : text;
    try {
      return trimmed.equals(".") ? RelPath.ROOT : RelPath.of(bytes(trimmed));
    } catch (IllegalArgumentException e) {
      throw new ControlException(
          "'" + text + "' is no path below the roots: " + e.getMessage() + ".", e);
    }
  }

  private static byte[] bytes(String text) {
    var bytes = new ByteArrayOutputStream();
    Matcher escape = ESCAPE.matcher(text);
    int at = 0;
    while (escape.find()) {
      bytes.writeBytes(text.substring(at, escape.start()).getBytes(UTF_8));
      String hex = escape.group(1);
      bytes.write(hex == null ? named(escape.group(2)) : Integer.parseInt(hex, 16));
      at = escape.end();
    }
    bytes.writeBytes(text.substring(at).getBytes(UTF_8));
    return bytes.toByteArray();
  }

  private static int named(String letter) {
    return switch (letter) {
      case "n" -> '\n';
      case "t" -> '\t';
      case "r" -> '\r';
      default -> '\\';
    };
  }
}
