package org.duplexsync.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A path below a root, as bytes: never absolute, no empty, {@code .} or {@code ..} component, no
 * NUL, at most 4,095 bytes with components of at most 255. The root itself is {@link #ROOT}, the
 * empty path. Ordered as {@code LC_ALL=C sort} orders: {@code a}, {@code a.txt}, {@code a/x}; so a
 * subtree is the range from {@code a/} to {@code a0}.
 */
public final class RelPath implements Comparable<RelPath> {
  public static final RelPath ROOT = new RelPath(new byte[0]);
  private static final int MAX_LENGTH = 4095;
  private static final int MAX_NAME = 255;

  private final byte[] value;

  private RelPath(byte[] value) {
    this.value = value;
  }

  /**
   * @throws IllegalArgumentException if the bytes are no path below a root; the message says why
   */
  public static RelPath of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** As {@link #of(byte[])} for a part of an array. */
  public static RelPath of(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return ROOT;
    }
    check(bytes, offset, length);
    return new RelPath(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  public static RelPath of(String text) {
    return of(text.getBytes(UTF_8));
  }

  private static void check(byte[] bytes, int offset, int length) {
    if (length > MAX_LENGTH) {
      throw bad("longer than " + MAX_LENGTH + " bytes", bytes, offset, 80);
    }
    int end = offset + length;
    int start = offset;
    for (int i = offset; i <= end; i++) {
      if (i == end || bytes[i] == '/') {
        checkName(bytes, start, i - start);
        start = i + 1;
      } else if (bytes[i] == 0) {
        throw bad("holds a NUL byte", bytes, offset, length);
      }
    }
  }

  private static void checkName(byte[] bytes, int start, int length) {
    if (length == 0) {
      throw bad("absolute, or with an empty component", bytes, start, 0);
    }
    if (length > MAX_NAME) {
      throw bad("a name is longer than " + MAX_NAME + " bytes", bytes, start, 80);
    }
    boolean dots = bytes[start] == '.' && (length == 1 || (length == 2 && bytes[start + 1] == '.'));
    if (dots) {
      throw bad("holds a '.' or '..' component", bytes, start, length);
    }
  }

  private static IllegalArgumentException bad(String why, byte[] bytes, int offset, int length) {
    return new IllegalArgumentException(
        "not a path below a root: " + why + ": " + Bytes.of(bytes, offset, length));
  }

  public byte[] toArray() {
    return value.clone();
  }

  public int length() {
    return value.length;
  }

  public byte at(int index) {
    return value[index];
  }

  public boolean isRoot() {
    return value.length == 0;
  }

  /** The number of components; 0 for the root. */
  public int depth() {
    int depth = value.length == 0 ? 0 : 1;
    for (byte b : value) {
      if (b == '/') {
        depth++;
      }
    }
    return depth;
  }

  /** The directory that holds this path; null for the root. */
  public @Nullable RelPath parent() {
    if (isRoot()) {
      return null;
    }
    int slash = lastSlash();
    return slash < 0 ? ROOT : new RelPath(Arrays.copyOf(value, slash));
  }

  /** The last component; empty for the root. */
  public Bytes name() {
    int slash = lastSlash();
    return Bytes.of(value, slash + 1, value.length - slash - 1);
  }

  /** Whether a child of this name would be short enough. */
  public boolean canHold(Bytes name) {
    return value.length + (isRoot() ? 0 : 1) + name.length() <= MAX_LENGTH;
  }

  /**
   * @throws IllegalArgumentException if the name is no single component, or see {@link #canHold}
   */
  public RelPath child(Bytes name) {
    byte[] joined = new byte[value.length + (isRoot() ? 0 : 1) + name.length()];
    System.arraycopy(value, 0, joined, 0, value.length);
    int at = value.length;
    if (at > 0) {
      joined[at++] = '/';
    }
    System.arraycopy(name.toArray(), 0, joined, at, name.length());
    checkName(joined, at, joined.length - at);
    return of(joined);
  }

  /** True for everything below this directory, not for the directory itself. */
  public boolean contains(RelPath other) {
    if (isRoot()) {
      return !other.isRoot();
    }
    return other.value.length > value.length + 1
        && other.value[value.length] == '/'
        && Arrays.equals(value, 0, value.length, other.value, 0, value.length);
  }

  /** Stands behind all that is or could be below this directory. */
  public boolean isBeyond(RelPath directory) {
    int end = directory.value.length;
    boolean within = end == 0 || directory.equals(this) || directory.contains(this);
    boolean startsSo = value.length > end && Arrays.equals(value, 0, end, directory.value, 0, end);
    return !within && (startsSo ? value[end] > '/' || value[end] < 0 : compareTo(directory) > 0);
  }

  /**
   * This path with the directory {@code from}, which is it or contains it, replaced by {@code to}.
   */
  public RelPath rebase(RelPath from, RelPath to) {
    if (equals(from)) {
      return to;
    }
    if (!from.contains(this)) {
      throw new IllegalArgumentException(this + " is not below " + from);
    }
    int skip = from.isRoot() ? 0 : from.value.length + 1;
    byte[] joined = new byte[to.value.length + (to.isRoot() ? 0 : 1) + value.length - skip];
    System.arraycopy(to.value, 0, joined, 0, to.value.length);
    int at = to.value.length;
    if (at > 0) {
      joined[at++] = '/';
    }
    System.arraycopy(value, skip, joined, at, value.length - skip);
    return of(joined);
  }

  private int lastSlash() {
    int at = value.length - 1;
    while (at >= 0 && value[at] != '/') {
      at--;
    }
    return at;
  }

  @Override
  public int compareTo(RelPath other) {
    return Arrays.compareUnsigned(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RelPath path && Arrays.equals(value, path.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** The path as text for people, escaped; {@code .} for the root. Not for commands or files. */
  @Override
  public String toString() {
    return isRoot() ? "." : Escape.show(value);
  }
}
