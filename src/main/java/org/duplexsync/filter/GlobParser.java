package org.duplexsync.filter;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.duplexsync.model.Bytes;
import org.jspecify.annotations.Nullable;

/** Reads a wildcard pattern as rsync's {@code dowild} does (lib/wildmatch.c). */
final class GlobParser {
  private final Bytes text;
  private final List<BitSet> tokens = new ArrayList<>();
  private final BitSet stars = new BitSet();
  private final BitSet deepStars = new BitSet();
  private int at;

  GlobParser(Bytes text) {
    this.text = text;
  }

  /** Null if the pattern is broken, so that it never matches anything. */
  @Nullable Glob parse() {
    while (at < text.length()) {
      int b = text.at(at++) & 0xff;
      switch (b) {
        case '*' -> star();
        case '?' -> tokens.add(allButSlash());
        case '[' -> {
          ClassParser parser = new ClassParser(text, at);
          BitSet set = parser.parse();
          if (set == null) {
            return null;
          }
          tokens.add(set);
          at = parser.end();
        }
        case '\\' -> {
          if (at == text.length()) {
            return null;
          }
          literal(text.at(at++) & 0xff);
        }
        default -> literal(b);
      }
    }
    return new Glob(tokens, stars, deepStars);
  }

  private void star() {
    boolean deep = false;
    while (at < text.length() && text.at(at) == '*') {
      deep = true;
      at++;
    }
    stars.set(tokens.size());
    deepStars.set(tokens.size(), deep);
  }

  private void literal(int b) {
    BitSet set = new BitSet();
    set.set(b);
    tokens.add(set);
  }

  static BitSet allButSlash() {
    BitSet set = new BitSet();
    set.set(1, 256);
    set.clear('/');
    return set;
  }
}
