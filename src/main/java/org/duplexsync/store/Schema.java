package org.duplexsync.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;

/**
 * The tables, and the way from older ones: {@code schema-N.sql} leads from version N - 1 to N, each
 * in one transaction.
 */
final class Schema {
  /** Marks the file as ours: "Dpx1". */
  static final int APPLICATION = 0x44707831;

  static final int VERSION = 6;

  private Schema() {}

  static void migrate(Session session, int from) throws SQLException {
    for (int version = from + 1; version <= VERSION; version++) {
      for (String statement : script(version).split(";\\s*\n")) {
        if (!statement.isBlank()) {
          session.execute(statement);
        }
      }
    }
    session.execute("PRAGMA application_id = " + APPLICATION);
    session.execute("PRAGMA user_version = " + VERSION);
  }

  private static String script(int version) {
    try (InputStream in = Schema.class.getResourceAsStream("schema-" + version + ".sql")) {
      if (in == null) {
        throw new IllegalStateException("no schema-" + version + ".sql");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
