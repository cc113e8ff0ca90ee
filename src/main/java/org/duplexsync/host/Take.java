package org.duplexsync.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Takes an answer apart. Every length and range is checked: a server may send anything; what is not
 * as agreed ends in a {@link WireException}.
 */
final class Take {
  private static final long MAX_SECONDS = 1L << 40;

  private final byte[] bytes;
  private final Names names;
  private int at;

  Take(byte[] bytes, Names names) {
    this.bytes = bytes;
    this.names = names;
  }

  boolean atEnd() {
    return at == bytes.length;
  }

  void end() throws WireException {
    if (!atEnd()) {
      throw new WireException((bytes.length - at) + " bytes too many");
    }
  }

  int u8() throws WireException {
    need(1);
    return bytes[at++] & 0xff;
  }

  int u16() throws WireException {
    return u8() << 8 | u8();
  }

  long u32() throws WireException {
    return (long) u16() << 16 | u16();
  }

  long i64() throws WireException {
    return u32() << 32 | u32();
  }

  long natural() throws WireException {
    long value = i64();
    if (value < 0) {
      throw new WireException("a number is out of range");
    }
    return value;
  }

  boolean flag() throws WireException {
    int value = u8();
    if (value > 1) {
      throw new WireException("a flag is " + value);
    }
    return value == 1;
  }

  byte[] raw(int count) throws WireException {
    need(count);
    at += count;
    return Arrays.copyOfRange(bytes, at - count, at);
  }

  /** Skips so many bytes and returns where they start. */
  int skip(int count) throws WireException {
    need(count);
    at += count;
    return at - count;
  }

  byte[] array() {
    return bytes;
  }

  int count(int limit) throws WireException {
    long count = u32();
    if (count > limit) {
      throw new WireException(count + " items, more than " + limit);
    }
    return (int) count;
  }

  byte[] str() throws WireException {
    return raw(u16());
  }

  /** Text for people: controls are shown escaped. */
  String text() throws WireException {
    return Bytes.of(str()).toString();
  }

  String plain() throws WireException {
    return new String(str(), UTF_8);
  }

  Instant time() throws WireException {
    long seconds = i64();
    long nanos = u32();
    if (nanos > 999_999_999 || seconds > MAX_SECONDS || seconds < -MAX_SECONDS) {
      throw new WireException("a time is out of range");
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }

  Sha256 sha256() throws WireException {
    return Sha256.of(raw(32));
  }

  Entry entry() throws HostException {
    Kind kind = kind(u8());
    int mode = u16();
    long size = natural();
    Instant mtime = time();
    Instant ctime = time();
    long inode = i64();
    long links = u32();
    String owner = names.user(u32());
    String group = names.group(u32());
    byte[] target = str();
    if (mode > 07777 || links > Integer.MAX_VALUE || (kind != Kind.FILE && size != 0)) {
      throw new WireException("an entry is out of range");
    }
    if (kind != Kind.SYMLINK && target.length > 0) {
      throw new WireException("a target without a link");
    }
    for (byte b : target) {
      if (b == 0) {
        throw new WireException("a target holds a NUL byte");
      }
    }
    return new Entry(
        kind,
        size,
        mtime,
        mode,
        owner,
        group,
        kind == Kind.SYMLINK ? Bytes.of(target) : null,
        new FileId(inode, ctime, (int) links));
  }

  @Nullable Entry optionalEntry() throws HostException {
    return flag() ? entry() : null;
  }

  Seen seen() throws HostException {
    int what = u8();
    return switch (what) {
      case 'P' -> new Seen.Present(entry());
      case 'A' -> Seen.ABSENT;
      case 'U' -> new Seen.Unknown(text());
      default -> throw new WireException("no such look: " + what);
    };
  }

  static Kind kind(int letter) throws WireException {
    return switch (letter) {
      case 'f' -> Kind.FILE;
      case 'd' -> Kind.DIRECTORY;
      case 'l' -> Kind.SYMLINK;
      case 'o' -> Kind.OTHER;
      default -> throw new WireException("no such kind: " + letter);
    };
  }

  static int letter(Kind kind) {
    return switch (kind) {
      case FILE -> 'f';
      case DIRECTORY -> 'd';
      case SYMLINK -> 'l';
      case OTHER -> 'o';
    };
  }

  private void need(int count) throws WireException {
    if (count > bytes.length - at) {
      throw new WireException("an answer was cut");
    }
  }
}
