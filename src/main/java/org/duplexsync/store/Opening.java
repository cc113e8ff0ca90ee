package org.duplexsync.store;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Opens a database for writing: makes it, checks it, brings its schema up to date. */
final class Opening {
  private final StateFiles files;
  private final Instant now;

  Opening(StateFiles files, Instant now) {
    this.files = files;
    this.now = now;
  }

  /**
   * An open database.
   *
   * @param looked when it was last looked through for damage
   */
  record Result(Session session, Opened opened, Instant looked) {}

  Result open() throws IOException, SQLException {
    boolean existed = Files.exists(files.database()) && Files.size(files.database()) > 0;
    Instant looked = new CleanEnd(files).take(now);
    String reason;
    try {
      Session session = session();
      boolean damaged = files.foundDamaged(existed);
      reason = existed ? unusable(session, looked == null && !damaged) : null;
      reason = reason == null && damaged ? "found damaged while it was in use" : reason;
      if (reason == null) {
        prepare(session);
        Opened opened = existed ? new Opened.Found() : new Opened.Fresh();
        return new Result(session, opened, looked == null ? now : looked);
      }
      session.close();
    } catch (SQLException e) {
      StoreException trouble = StoreException.of(e);
      if (!existed || trouble.kind() != StoreException.Kind.DAMAGED) {
        throw e;
      }
      reason = "damaged (" + e.getMessage() + ")";
    }
    var aside = files.setAside(now);
    Session session = session();
    prepare(session);
    return new Result(session, new Opened.SetAside(aside, reason), now);
  }

  private Session session() throws IOException, SQLException {
    files.createDatabase();
    return Session.open(files.database(), true);
  }

  private @Nullable String unusable(Session session, boolean look) throws SQLException {
    long application = session.number("PRAGMA application_id");
    long tables = session.number("SELECT count(*) FROM sqlite_schema");
    if (application == 0 && tables == 0) {
      return null;
    }
    if (application != Schema.APPLICATION) {
      return "not a state of Duplex";
    }
    long version = session.number("PRAGMA user_version");
    if (version > Schema.VERSION) {
      session.close();
      throw files.newer();
    }
    String check = look ? session.first("PRAGMA quick_check(1)", row -> row.getString(1)) : "ok";
    if (!"ok".equals(check)) {
      return "damaged (" + check + ")";
    }
    String job = session.first("SELECT value FROM meta WHERE key = 'job'", row -> row.getString(1));
    return files.job().equals(job) ? null : "the state of another job, " + job;
  }

  private void prepare(Session session) throws SQLException {
    int version = (int) session.number("PRAGMA user_version");
    if (version == Schema.VERSION) {
      return;
    }
    session.begin();
    boolean done = false;
    try {
      Schema.migrate(session, version);
      if (version == 0) {
        session.update("INSERT INTO meta VALUES ('job', ?)", files.job());
        session.update("INSERT INTO meta VALUES ('store_id', ?)", randomId());
      }
      session.commit();
      done = true;
    } finally {
      if (!done) {
        session.rollback();
      }
    }
  }

  private static String randomId() {
    byte[] id = new byte[16];
    new SecureRandom().nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
