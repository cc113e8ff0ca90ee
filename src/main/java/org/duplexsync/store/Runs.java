package org.duplexsync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Run;
import org.jspecify.annotations.Nullable;

/** The runs of one pair. */
public final class Runs {
  private static final Cause[] CAUSES = Cause.values();
  private static final String SELECT =
      "SELECT id, cause, by, started, ended, result FROM run WHERE pair = ?";

  private final Db db;
  private final InstantSource clock;
  private final String pair;
  private final int pairId;

  Runs(Db db, InstantSource clock, String pair, int pairId) {
    this.db = db;
    this.clock = clock;
    this.pair = pair;
    this.pairId = pairId;
  }

  /** Returns the run's number, never used before in this store. */
  public long start(Cause cause, String by) {
    return db.write(
        Db.Sync.RELAXED,
        session -> {
          session.update(
              "INSERT INTO run (pair, cause, by, started) VALUES (?, ?, ?, ?)",
              pairId,
              Enums.number(cause),
              by,
              Times.of(clock.instant()));
          return session.number("SELECT last_insert_rowid()");
        });
  }

  public void end(long run, String result) {
    db.write(
        Db.Sync.RELAXED,
        session ->
            session.update(
                "UPDATE run SET ended = ?, result = ? WHERE id = ?",
                Times.of(clock.instant()),
                result,
                run));
  }

  /** The latest runs, the newest first. */
  public List<Run> latest(int limit) {
    return db.read(session ->
        session.list(SELECT + " ORDER BY id DESC LIMIT ?", row -> map(row), pairId, limit));
  }

  public @Nullable Run get(long run) {
    return db.<@Nullable Run>read(
        session -> session.first(SELECT + " AND id = ?", row -> map(row), pairId, run));
  }

  private Run map(ResultSet row) throws SQLException {
    return new Run(
        row.getLong(1),
        pair,
        Enums.value(CAUSES, row, 2),
        row.getString(3),
        Times.at(row.getLong(4)),
        Times.orNull(row, 5),
        row.getString(6));
  }
}
