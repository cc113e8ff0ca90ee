package org.duplexsync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The engine's own times in columns: nanoseconds since 1970. */
final class Times {
  private static final long NANOS = 1_000_000_000L;

  private Times() {}

  static long of(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS), at.getNano());
  }

  static @Nullable Long orNull(@Nullable Instant at) {
    return at == null ? null : of(at);
  }

  static Instant at(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  static @Nullable Instant orNull(ResultSet row, int column) throws SQLException {
    long nanos = row.getLong(column);
    return row.wasNull() ? null : at(nanos);
  }
}
