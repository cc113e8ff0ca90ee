package org.duplexsync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Sha256;
import org.jspecify.annotations.Nullable;

/** Single values as columns. */
final class Blobs {
  private Blobs() {}

  static byte @Nullable [] of(@Nullable RelPath path) {
    return path == null ? null : path.toArray();
  }

  static byte @Nullable [] of(@Nullable Sha256 hash) {
    return hash == null ? null : hash.value().toArray();
  }

  static byte[] of(@Nullable Entry entry) {
    Out out = new Out();
    EntryCodec.nullable(out, entry);
    return out.take();
  }

  static @Nullable Entry entry(ResultSet row, int column) throws SQLException {
    In in = new In();
    return in.<Optional>all(row.getBytes(column), () -> new Optional(EntryCodec.nullable(in)))
        .entry();
  }

  private record Optional(@Nullable Entry entry) {}

  static @Nullable RelPath path(ResultSet row, int column) throws SQLException {
    byte[] value = row.getBytes(column);
    return value == null ? null : RelPath.of(value);
  }

  static @Nullable Sha256 hash(ResultSet row, int column) throws SQLException {
    byte[] value = row.getBytes(column);
    if (value == null) {
      return null;
    }
    if (value.length != 32) {
      throw In.damaged("a hash has " + value.length + " bytes");
    }
    return Sha256.of(value);
  }
}
