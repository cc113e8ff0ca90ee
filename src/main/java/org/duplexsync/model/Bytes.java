package org.duplexsync.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * An immutable byte sequence as a server has it: a name, a link target. Shown escaped, compared
 * unsigned.
 */
public final class Bytes implements Comparable<Bytes> {
  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  public static Bytes of(byte[] value) {
    return new Bytes(value.clone());
  }

  public static Bytes of(byte[] value, int offset, int length) {
    return new Bytes(Arrays.copyOfRange(value, offset, offset + length));
  }

  public static Bytes of(String text) {
    return new Bytes(text.getBytes(UTF_8));
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

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /**
   * The bytes as text for people: what isn't printable UTF-8 stands as {@code \n} or {@code \xNN}.
   */
  @Override
  public String toString() {
    return Escape.show(value);
  }
}
