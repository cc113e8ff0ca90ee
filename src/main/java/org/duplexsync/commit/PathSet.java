package org.duplexsync.commit;

import java.util.Arrays;
import org.duplexsync.model.RelPath;

/**
 * A set of paths by hash alone, 16 bytes a path, for plans of millions of rows. It may say yes to a
 * path that is not in it, never no to one that is: use it only where a wrong yes costs time.
 */
final class PathSet {
  private long[] slots = new long[64];
  private int size;

  void add(RelPath path) {
    if (2 * (size + 1) > slots.length) {
      grow();
    }
    if (put(slots, hash(path))) {
      size++;
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean contains(RelPath path) {
    return size > 0 && has(hash(path));
  }

  boolean containsAncestorOf(RelPath path) {
    if (size == 0) {
      return false;
    }
    long hash = SEED;
    for (int i = 0; i < path.length(); i++) {
      if (path.at(i) == '/' && has(finish(hash))) {
        return true;
      }
      hash = step(hash, path.at(i));
    }
    return false;
  }

  private boolean has(long hash) {
    int at = (int) hash & (slots.length - 1);
    while (slots[at] != 0) {
      if (slots[at] == hash) {
        return true;
      }
      at = (at + 1) & (slots.length - 1);
    }
    return false;
  }

  private void grow() {
    long[] wider = new long[slots.length * 2];
    Arrays.stream(slots).filter(hash -> hash != 0).forEach(hash -> put(wider, hash));
    slots = wider;
  }

  private static boolean put(long[] slots, long hash) {
    int at = (int) hash & (slots.length - 1);
    while (slots[at] != 0) {
      if (slots[at] == hash) {
        return false;
      }
      at = (at + 1) & (slots.length - 1);
    }
    slots[at] = hash;
    return true;
  }

  private static final long SEED = 0xcbf29ce484222325L;

  private static long hash(RelPath path) {
    long hash = SEED;
    for (int i = 0; i < path.length(); i++) {
      hash = step(hash, path.at(i));
    }
    return finish(hash);
  }

  private static long step(long hash, byte b) {
    return (hash ^ (b & 0xff)) * 0x100000001b3L;
  }

  private static long finish(long hash) {
    long mixed = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    mixed ^= mixed >>> 29;
    return mixed == 0 ? 1 : mixed;
  }
}
