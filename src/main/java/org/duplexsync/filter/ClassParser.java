package org.duplexsync.filter;

import java.util.BitSet;
import java.util.function.IntPredicate;
import org.duplexsync.model.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Reads a class such as {@code [a-z]}, {@code [!x]}, {@code [[:alpha:]]} byte by byte as rsync's
 * {@code dowild} does. A class never takes a slash.
 */
final class ClassParser {
  private final Bytes text;
  private final BitSet set = new BitSet();
  private int at;

  /** The byte before, where a range may begin with it; else 0. */
  private int previous;

  /**
   * @param at the first byte after the opening bracket
   */
  ClassParser(Bytes text, int at) {
    this.text = text;
    this.at = at;
  }

  /** The first byte after the closing bracket. */
  int end() {
    return at;
  }

  /** Null if the class has no end or an unknown name. */
  @Nullable BitSet parse() {
    boolean inverted = peek(0) == '!' || peek(0) == '^';
    if (inverted) {
      at++;
    }
    do {
      if (!item()) {
        return null;
      }
    } while (peek(0) != ']');
    at++;
    if (inverted) {
      set.flip(1, 256);
    }
    set.clear('/');
    return set;
  }

  /** 0 beyond the end, as in a C string. */
  private int peek(int ahead) {
    return at + ahead < text.length() ? text.at(at + ahead) & 0xff : 0;
  }

  private boolean item() {
    int b = peek(0);
    if (b == '-' && previous != 0 && peek(1) != 0 && peek(1) != ']') {
      return range();
    }
    if (b == '[' && peek(1) == ':') {
      return named();
    }
    return single();
  }

  private boolean single() {
    if (peek(0) == '\\') {
      at++;
    }
    int b = peek(0);
    at++;
    set.set(b);
    previous = b;
    return b != 0;
  }

  private boolean range() {
    at++;
    if (peek(0) == '\\') {
      at++;
    }
    int last = peek(0);
    at++;
    if (last >= previous) {
      set.set(previous, last + 1);
    }
    previous = 0;
    return last != 0;
  }

  private boolean named() {
    int close = at + 2;
    while (close < text.length() && text.at(close) != ']') {
      close++;
    }
    if (close >= text.length()) {
      return false;
    }
    if (close - 1 < at + 2 || text.at(close - 1) != ':') {
      return single();
    }
    IntPredicate test = ctype(Bytes.of(text.toArray(), at + 2, close - at - 3).toString());
    if (test == null) {
      return false;
    }
    for (int b = 1; b < 128; b++) {
      if (test.test(b)) {
        set.set(b);
      }
    }
    previous = 0;
    at = close + 1;
    return true;
  }

  /** C's classes for ASCII; no byte above 127 is in any of them. */
  private static @Nullable IntPredicate ctype(String name) {
    return switch (name) {
      case "alnum" -> b -> letter(b) || digit(b);
      case "alpha" -> ClassParser::letter;
      case "blank" -> b -> b == ' ' || b == '\t';
      case "cntrl" -> b -> b < ' ' || b == 127;
      case "digit" -> ClassParser::digit;
      case "graph" -> ClassParser::graph;
      case "lower" -> b -> b >= 'a' && b <= 'z';
      case "print" -> b -> graph(b) || b == ' ';
      case "punct" -> b -> graph(b) && !letter(b) && !digit(b);
      case "space" -> b -> b == ' ' || (b >= '\t' && b <= '\r');
      case "upper" -> b -> b >= 'A' && b <= 'Z';
      case "xdigit" -> b -> digit(b) || ((b | 0x20) >= 'a' && (b | 0x20) <= 'f');
      default -> null;
    };
  }

  private static boolean letter(int b) {
    return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
  }

  private static boolean digit(int b) {
    return b >= '0' && b <= '9';
  }

  private static boolean graph(int b) {
    return b > ' ' && b < 127;
  }
}
