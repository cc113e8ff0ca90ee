package org.duplexsync.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Shows names of any bytes to people without letting them lie: controls and bidi overrides never
 * get through.
 */
final class Escape {
  private Escape() {}

  static String show(byte[] bytes) {
    return isPlain(bytes) ? new String(bytes, US_ASCII) : escaped(bytes);
  }

  /** As most names are; any other takes many times as long. */
  private static boolean isPlain(byte[] bytes) {
    for (byte b : bytes) {
      if (b < ' ' || b > '~' || b == '\\') {
        return false;
      }
    }
    return true;
  }

  private static String escaped(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length + 8);
    int at = 0;
    while (at < bytes.length) {
      int length = sequenceLength(bytes[at]);
      String decoded = at + length <= bytes.length ? decode(bytes, at, length) : null;
      if (decoded == null) {
        hex(out, bytes[at]);
        at++;
      } else {
        append(out, decoded, bytes, at);
        at += length;
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, String decoded, byte[] bytes, int at) {
    int codePoint = decoded.codePointAt(0);
    switch (codePoint) {
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      case '\r' -> out.append("\\r");
      case '\\' -> out.append("\\\\");
      default -> {
        if (printable(codePoint)) {
          out.append(decoded);
        } else {
          for (int i = 0; i < sequenceLength(bytes[at]); i++) {
            hex(out, bytes[at + i]);
          }
        }
      }
    }
  }

  private static boolean printable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static int sequenceLength(byte first) {
    int b = first & 0xff;
    return b < 0xc0 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
  }

  private static @Nullable String decode(byte[] bytes, int at, int length) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static void hex(StringBuilder out, byte b) {
    out.append("\\x").append(HexFormat.of().toHexDigits(b));
  }
}
