package org.duplexsync.filter;

import java.util.BitSet;
import java.util.List;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * A wildcard pattern as a bit-parallel automaton: state i means that i single-character tokens have
 * matched; a star before token i lets state i stay. Each byte of the text costs one step per 64
 * tokens, so no pattern and no name makes it slow (rsync's own matcher backtracks).
 */
final class Glob {
  private static final int BYTES = 256;

  private final int words;
  private final int accept;
  private final long[] take;
  private final long[] stay;
  private final long[] stayOverSlash;

  /** Bytes that can be last in a text that matches; null if a star or nothing is last. */
  private final @Nullable BitSet lastBytes;

  /**
   * @param tokens which bytes each takes
   * @param stars positions (0 to the number of tokens) where {@code *} or {@code **} stands
   * @param deepStars those of them where {@code **} stands
   */
  Glob(List<BitSet> tokens, BitSet stars, BitSet deepStars) {
    accept = tokens.size();
    words = accept / Long.SIZE + 1;
    take = new long[BYTES * words];
    for (int i = 0; i < accept; i++) {
      int word = i / Long.SIZE;
      long bit = 1L << i;
      tokens.get(i).stream().forEach(b -> take[b * words + word] |= bit);
    }
    stay = padded(stars);
    stayOverSlash = padded(deepStars);
    lastBytes = accept == 0 || stars.get(accept) ? null : tokens.getLast();
  }

  private long[] padded(BitSet bits) {
    return java.util.Arrays.copyOf(bits.toLongArray(), words);
  }

  /** How a text is matched. */
  record Mode(boolean slashBefore, boolean slashAfter, boolean afterAnySlash) {}

  /** Does the part of the path from start to end, which is not empty, match as a whole? */
  boolean matches(RelPath path, int start, int end, Mode mode) {
    if (lastBytes != null && !mode.slashAfter && !lastBytes.get(path.at(end - 1) & 0xff)) {
      return false;
    }
    return words == 1 ? shortMatch(path, start, end, mode) : longMatch(path, start, end, mode);
  }

  private boolean shortMatch(RelPath path, int start, int end, Mode mode) {
    long state = mode.slashBefore ? step(1, '/') : 1;
    for (int i = start; i < end; i++) {
      int b = path.at(i) & 0xff;
      state = step(state, b);
      if (b == '/' && mode.afterAnySlash) {
        state |= 1;
      } else if (state == 0 && !mode.afterAnySlash) {
        return false;
      }
    }
    if (mode.slashAfter) {
      state = step(state, '/');
    }
    return (state >>> accept & 1) != 0;
  }

  private long step(long state, int b) {
    long stays = b == '/' ? stayOverSlash[0] : stay[0];
    return ((state & take[b]) << 1) | (state & stays);
  }

  private boolean longMatch(RelPath path, int start, int end, Mode mode) {
    long[] state = new long[words];
    state[0] = 1;
    if (mode.slashBefore) {
      step(state, '/');
    }
    for (int i = start; i < end; i++) {
      int b = path.at(i) & 0xff;
      step(state, b);
      if (b == '/' && mode.afterAnySlash) {
        state[0] |= 1;
      }
    }
    if (mode.slashAfter) {
      step(state, '/');
    }
    return (state[accept / Long.SIZE] >>> accept & 1) != 0;
  }

  private void step(long[] state, int b) {
    long[] stays = b == '/' ? stayOverSlash : stay;
    long carry = 0;
    for (int w = 0; w < words; w++) {
      long taken = state[w] & take[b * words + w];
      state[w] = (taken << 1) | carry | (state[w] & stays[w]);
      carry = taken >>> (Long.SIZE - 1);
    }
  }
}
