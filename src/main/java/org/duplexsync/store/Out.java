package org.duplexsync.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;

/** Writes the store's compact encoding: numbers of variable length, everything else counted. */
final class Out {
  private byte[] buffer = new byte[256];
  private int at;

  void bits8(int value) {
    room(1);
    buffer[at++] = (byte) value;
  }

  void flag(boolean value) {
    bits8(value ? 1 : 0);
  }

  /** Seven bits at a time, lowest first; negative numbers as unsigned ones. */
  void number(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      buffer[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[at++] = (byte) rest;
  }

  /** Small numbers of either sign are short. */
  void signed(long value) {
    number((value << 1) ^ (value >> 63));
  }

  void bytes(byte[] value) {
    number(value.length);
    raw(value);
  }

  void raw(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, buffer, at, value.length);
    at += value.length;
  }

  void text(String value) {
    bytes(value.getBytes(UTF_8));
  }

  void instant(Instant value) {
    signed(value.getEpochSecond());
    number(value.getNano());
  }

  void ordinal(Enum<?> value) {
    bits8(Enums.number(value));
  }

  /** What was written since the last call. */
  byte[] take() {
    byte[] result = Arrays.copyOf(buffer, at);
    at = 0;
    return result;
  }

  private void room(int more) {
    if (buffer.length - at < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, at + more));
    }
  }
}
