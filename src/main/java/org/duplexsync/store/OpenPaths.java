package org.duplexsync.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.duplexsync.model.RelPath;

/**
 * What the listings that the hosts have kept say nothing about. A path that is not open has a
 * baseline row just if both kept listings name it, and stands there as agreed. {@link Baseline}
 * therefore opens each path that it changes.
 */
public final class OpenPaths {
  private static final String KEY = "kept-listings";

  private final Db db;
  private final Settings settings;
  private final int pair;

  OpenPaths(Db db, int pair) {
    this.db = db;
    this.settings = new Settings(db, pair);
    this.pair = pair;
  }

  /** What was said of the listings that the hosts have kept; empty if none counts. */
  public Optional<String> kept() {
    return settings.get(KEY);
  }

  /**
   * From now on other listings count: open are the paths of all differences that the compare has
   * found, which has written all else that it found into the baseline.
   *
   * <p>Unless both sides were listed whole, what was open and is not agreed any more stays so. That
   * it was seen nowhere does not tell that no listing names it: its directory may have been away at
   * just that moment. Where something is agreed it was seen.
   */
  public void keep(String listings, boolean whole) {
    db.write(
        Db.Sync.DURABLE,
        session -> {
          session.update(
              "DELETE FROM open_path WHERE pair = ?1 AND (?2 OR EXISTS"
                  + " (SELECT 1 FROM baseline b WHERE b.pair = ?1 AND b.path = open_path.path))",
              pair,
              whole);
          int open =
              session.update(
                  "INSERT OR IGNORE INTO open_path SELECT pair, path FROM difference WHERE pair = ?",
                  pair);
          settings.put(KEY, listings);
          return open;
        });
  }

  /** No kept listing counts any more. */
  public void forget() {
    if (kept().isPresent()) {
      settings.remove(KEY);
    }
  }

  public long count() {
    return db.read(
        session -> session.number("SELECT count(*) FROM open_path WHERE pair = ?", pair));
  }

  /** In byte order. */
  public List<RelPath> all() {
    return db.read(session ->
        session.list(
            "SELECT path FROM open_path WHERE pair = ? ORDER BY path",
            row -> RelPath.of(row.getBytes(1)),
            pair));
  }

  /** Opens paths within a transaction, if there are kept listings at all. */
  static final class Opener {
    private final boolean needed;
    private final Batch batch;
    private final int pair;

    Opener(Session session, int pair) throws SQLException {
      this.pair = pair;
      this.needed =
          session.number(
                  "SELECT EXISTS (SELECT 1 FROM setting WHERE pair = ? AND key = ?)", pair, KEY)
              != 0;
      this.batch = new Batch(session, "INSERT OR IGNORE INTO open_path VALUES (?, ?)");
    }

    void add(byte[] path) throws SQLException {
      if (needed) {
        batch.add(pair, path);
      }
    }

    void run() throws SQLException {
      batch.run();
    }
  }
}
