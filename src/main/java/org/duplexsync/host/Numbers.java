package org.duplexsync.host;

import java.time.Instant;

/** The numbers of one listing record, parsed in place and checked for range. */
final class Numbers {
  int mode;
  long size;
  long inode;
  int links;
  long device;
  long uid;
  long gid;

  /** Where the path starts. */
  int end;

  private long mtime;
  private int mtimeNanos;
  private long ctime;
  private int ctimeNanos;

  private byte[] bytes = new byte[0];
  private int at;
  private int limit;
  private int nanos;

  void parse(byte[] record, int start, int stop) throws WireException {
    bytes = record;
    at = start;
    limit = stop;
    mode = (int) octal();
    size = number(Long.MAX_VALUE);
    mtime = time();
    mtimeNanos = nanos;
    ctime = time();
    ctimeNanos = nanos;
    inode = unsigned();
    links = (int) number(Integer.MAX_VALUE);
    device = unsigned();
    uid = number(0xffff_ffffL);
    gid = number(0xffff_ffffL);
    space();
    end = at;
  }

  Instant mtime() {
    return Instant.ofEpochSecond(mtime, mtimeNanos);
  }

  Instant ctime() {
    return Instant.ofEpochSecond(ctime, ctimeNanos);
  }

  private void space() throws WireException {
    if (at >= limit || bytes[at++] != ' ') {
      throw bad("a field is not where it should be");
    }
  }

  private int digit() {
    int digit = at < limit ? bytes[at] - '0' : -1;
    return digit >= 0 && digit <= 9 ? digit : -1;
  }

  private long octal() throws WireException {
    space();
    long value = 0;
    int start = at;
    for (int digit = digit(); digit >= 0 && digit < 8 && at - start < 6; digit = digit()) {
      value = value << 3 | digit;
      at++;
    }
    if (at == start || value > 07777) {
      throw bad("a mode is out of range");
    }
    return value;
  }

  /** Up to 18 digits; a 64-bit value has more only in what no server has. */
  private long number(long max) throws WireException {
    space();
    long value = digits(18);
    if (value > max) {
      throw bad("a number is out of range");
    }
    return value;
  }

  private long digits(int most) throws WireException {
    long value = 0;
    int start = at;
    for (int digit = digit(); digit >= 0; digit = digit()) {
      if (at - start >= most) {
        throw bad("a number is out of range");
      }
      value = value * 10 + digit;
      at++;
    }
    if (at == start) {
      throw bad("a number is missing");
    }
    return value;
  }

  /** Inode and device use all 64 bits on some file systems. */
  private long unsigned() throws WireException {
    space();
    int start = at;
    long value = 0;
    for (int digit = digit(); digit >= 0; digit = digit()) {
      if (at - start >= 19 && (at - start > 19 || tooLarge(value, digit))) {
        throw bad("a number is out of range");
      }
      value = value * 10 + digit;
      at++;
    }
    if (at == start) {
      throw bad("a number is missing");
    }
    return value;
  }

  /** True when ten times the value and the digit need more than 64 bits. */
  private static boolean tooLarge(long value, int digit) {
    int order = Long.compareUnsigned(value, 0x1999_9999_9999_9999L);
    return order > 0 || (order == 0 && digit > 5);
  }

  /** Seconds, a point, up to ten digits; before 1970 with a minus sign before the seconds. */
  private long time() throws WireException {
    space();
    boolean negative = at < limit && bytes[at] == '-';
    if (negative) {
      at++;
    }
    long seconds = digits(12);
    nanos = 0;
    if (at < limit && bytes[at] == '.') {
      at++;
      int start = at;
      long fraction = digits(10);
      for (int places = at - start; places < 10; places++) {
        fraction *= 10;
      }
      nanos = (int) (fraction / 10);
    }
    return negative ? -seconds : seconds;
  }

  private WireException bad(String why) {
    return ListingRecords.bad(why, bytes, Math.max(0, at - 40), limit);
  }
}
