package org.duplexsync.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One statement for many rows. */
final class Batch {
  private static final int MOST = 1_000;

  private final Session session;
  private final String sql;
  private int size;

  Batch(Session session, String sql) {
    this.session = session;
    this.sql = sql;
  }

  void add(@Nullable Object... arguments) throws SQLException {
    session.prepare(sql, arguments).addBatch();
    if (++size >= MOST) {
      run();
    }
  }

  void run() throws SQLException {
    if (size > 0) {
      PreparedStatement statement = session.prepare(sql);
      size = 0;
      statement.executeBatch();
    }
  }
}
