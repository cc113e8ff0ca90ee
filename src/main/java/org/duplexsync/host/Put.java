package org.duplexsync.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Consumer;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** Puts a request together; big-endian, strings with their length before them. */
final class Put {
  private byte[] bytes = new byte[256];
  private int length;

  Put u8(int value) {
    room(1);
    bytes[length++] = (byte) value;
    return this;
  }

  Put u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  Put u32(long value) {
    return u16((int) (value >>> 16)).u16((int) value);
  }

  Put i64(long value) {
    return u32(value >>> 32).u32(value);
  }

  Put raw(byte[] value, int offset, int count) {
    room(count);
    System.arraycopy(value, offset, bytes, length, count);
    length += count;
    return this;
  }

  Put str(byte[] value) {
    if (value.length > 0xffff) {
      throw new IllegalArgumentException("longer than 65535 bytes");
    }
    return u16(value.length).raw(value, 0, value.length);
  }

  Put str(String value) {
    return str(value.getBytes(UTF_8));
  }

  Put path(RelPath path) {
    return str(path.toArray());
  }

  Put bytes(Bytes value) {
    return str(value.toArray());
  }

  Put time(Instant time) {
    return i64(time.getEpochSecond()).u32(time.getNano());
  }

  Put entry(Entry entry) {
    u8(Take.letter(entry.kind())).u16(entry.mode()).i64(entry.size()).time(entry.mtime());
    time(entry.id().ctime()).i64(entry.id().inode()).u32(entry.id().links());
    str(entry.owner()).str(entry.group());
    Bytes target = entry.target();
    return target == null ? u16(0) : bytes(target);
  }

  <T> Put optional(@Nullable T value, Consumer<T> put) {
    u8(value == null ? 0 : 1);
    if (value != null) {
      put.accept(value);
    }
    return this;
  }

  <T> Put each(Collection<T> values, Consumer<T> put) {
    u32(values.size());
    values.forEach(put);
    return this;
  }

  private void room(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
  }

  int length() {
    return length;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }
}
