package org.duplexsync.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** One connection with its prepared statements; used by one thread at a time. */
final class Session implements AutoCloseable {
  /** Makes a value of the row at which the result stands. */
  interface RowMapper<T extends @Nullable Object> {
    T map(ResultSet row) throws SQLException;
  }

  private static final int BUSY_MILLIS = 10_000;
  private static final int CACHE_KIB = 16_384;
  private static final int CHECKPOINT_PAGES = 4_000;
  private static final int WAL_BYTES_KEPT = 64 << 20;

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  private Session(Connection connection) {
    this.connection = connection;
  }

  static Session open(Path file, boolean writes) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setCacheSize(-CACHE_KIB);
    config.setTempStore(SQLiteConfig.TempStore.FILE);
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
    Session session = new Session(connection);
    try {
      session.execute(writes ? "PRAGMA journal_mode = WAL" : "PRAGMA query_only = 1");
      if (writes) {
        session.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        session.execute("PRAGMA journal_size_limit = " + WAL_BYTES_KEPT);
      }
      return session;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Of a database in memory. */
  static Session memory() throws SQLException {
    return new Session(DriverManager.getConnection("jdbc:sqlite::memory:"));
  }

  Connection connection() {
    return connection;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The statement with these arguments bound; it belongs to the session and is used again. */
  PreparedStatement prepare(String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    bind(statement, arguments);
    return statement;
  }

  static void bind(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case String text -> statement.setString(i + 1, text);
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case Boolean flag -> statement.setInt(i + 1, flag ? 1 : 0);
        case null -> statement.setNull(i + 1, 0);
        default -> throw new IllegalArgumentException("can't store " + arguments[i]);
      }
    }
  }

  /** Returns how many rows changed. */
  int update(String sql, @Nullable Object... arguments) throws SQLException {
    return prepare(sql, arguments).executeUpdate();
  }

  <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... arguments)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    try (ResultSet result = prepare(sql, arguments).executeQuery()) {
      while (result.next()) {
        rows.add(mapper.map(result));
      }
    }
    return rows;
  }

  /** The first row, null if there is none. */
  <T extends @Nullable Object> @Nullable T first(
      String sql, RowMapper<T> mapper, @Nullable Object... arguments) throws SQLException {
    try (ResultSet result = prepare(sql, arguments).executeQuery()) {
      return result.next() ? mapper.map(result) : null;
    }
  }

  long number(String sql, @Nullable Object... arguments) throws SQLException {
    Long value = first(sql, row -> row.getLong(1), arguments);
    return value == null ? 0 : value;
  }

  /** Runs a script of changes as one transaction. */
  void begin() throws SQLException {
    connection.setAutoCommit(false);
  }

  void commit() throws SQLException {
    connection.setAutoCommit(true);
  }

  void rollback() throws SQLException {
    if (connection.getAutoCommit()) {
      // the commit itself failed: SQLite may or may not have ended the transaction
      try {
        execute("ROLLBACK");
      } catch (SQLException ignored) {
        return;
      }
    } else {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
