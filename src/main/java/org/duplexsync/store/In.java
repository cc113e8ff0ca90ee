package org.duplexsync.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link Out} wrote, strictly: a count beyond the end, an unknown tag, a number too long
 * or bytes left over mean that the store is damaged. One instance reads many rows; it remembers
 * names that come again, such as those of owners.
 */
final class In {
  private static final int REMEMBERED = 16;

  private final byte[][] nameBytes = new byte[REMEMBERED][];
  private final String[] names = new String[REMEMBERED];
  private byte[] buffer = new byte[0];
  private int at;

  /** Decodes one whole value. */
  <T> T all(byte[] value, Supplier<T> decoder) {
    buffer = value;
    at = 0;
    try {
      T result = decoder.get();
      if (at != buffer.length) {
        throw damaged("bytes left over");
      }
      return result;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw damaged(String.valueOf(e.getMessage()), e);
    }
  }

  int bits8() {
    if (at >= buffer.length) {
      throw damaged("it ends too early");
    }
    return buffer[at++] & 0xff;
  }

  boolean flag() {
    int value = bits8();
    if (value > 1) {
      throw damaged("neither yes nor no");
    }
    return value == 1;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = bits8();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        if (shift == 63 && next > 1) {
          break;
        }
        return value;
      }
    }
    throw damaged("a number is too long");
  }

  long signed() {
    long value = number();
    return (value >>> 1) ^ -(value & 1);
  }

  int count(int most) {
    long value = number();
    if (value < 0 || value > most) {
      throw damaged("a count of " + value + " is too large");
    }
    return (int) value;
  }

  byte[] bytes() {
    return raw(length());
  }

  byte[] raw(int length) {
    if (length > buffer.length - at) {
      throw damaged("it ends too early");
    }
    at += length;
    return Arrays.copyOfRange(buffer, at - length, at);
  }

  Bytes wrapped() {
    int length = length();
    at += length;
    return Bytes.of(buffer, at - length, length);
  }

  RelPath path() {
    int length = length();
    at += length;
    return RelPath.of(buffer, at - length, length);
  }

  String text() {
    int length = length();
    at += length;
    return new String(buffer, at - length, length, UTF_8);
  }

  /** A text that is likely to come again. */
  String name() {
    int length = length();
    int slot = length == 0 ? 0 : (length * 7 + buffer[at + length - 1]) & (REMEMBERED - 1);
    byte[] known = nameBytes[slot];
    at += length;
    if (known == null || !Arrays.equals(known, 0, known.length, buffer, at - length, at)) {
      nameBytes[slot] = Arrays.copyOfRange(buffer, at - length, at);
      names[slot] = new String(buffer, at - length, length, UTF_8);
    }
    return names[slot];
  }

  Instant instant() {
    long seconds = signed();
    return Instant.ofEpochSecond(seconds, count(999_999_999));
  }

  <E extends Enum<E>> E ordinal(E[] values) {
    return Enums.value(values, bits8());
  }

  private int length() {
    int length = count(buffer.length);
    if (length > buffer.length - at) {
      throw damaged("it ends too early");
    }
    return length;
  }

  static StoreException damaged(String why) {
    return damaged(why, null);
  }

  private static StoreException damaged(String why, @Nullable Throwable cause) {
    return new StoreException(
        StoreException.Kind.DAMAGED,
        "a row of the state is damaged (" + why + "): start again and the state is set aside",
        cause);
  }
}
