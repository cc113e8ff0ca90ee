package org.duplexsync.store;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;

/**
 * What the listings that the hosts have kept say nothing about. A path that is not open has a
 * baseline row just if both kept listings name it, and stands there as agreed. {@link Baseline}
 * therefore opens each path before it changes what is agreed there. Of an open path is known
 * whether each side's kept listing names it, as long as anybody can know.
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
   * What the listings of the two sides told.
   *
   * @param a at which paths of A, present or absent; at all others its kept listing is as the one
   *     before
   */
  public record Told(Map<RelPath, Seen> a, Map<RelPath, Seen> b) {}

  /**
   * From now on other listings count: open are the paths of all differences that the compare has
   * found, which has written all else that it found into the baseline.
   *
   * <p>What was open stays so until both listings, and not a look at the place at another moment,
   * have named it just as something is agreed there: a directory may be away whenever it is listed
   * and back whenever somebody looks.
   *
   * @param whole both sides were listed whole; what was told is then all that is known
   */
  public void keep(String listings, boolean whole, Told told) {
    db.write(
        Db.Sync.DURABLE,
        session -> {
          session.update("DELETE FROM open_path WHERE pair = ? AND ?", pair, whole);
          session.update(
              "INSERT OR IGNORE INTO open_path SELECT pair, path, named, named FROM"
                  + " (SELECT pair, path, CASE WHEN ?2 THEN NULL ELSE EXISTS (SELECT 1 FROM"
                  + " baseline b WHERE b.pair = d.pair AND b.path = d.path) END AS named"
                  + " FROM difference d WHERE pair = ?1)",
              pair,
              whole);
          name(session, "named_a", told.a());
          name(session, "named_b", told.b());
          session.update(
              "DELETE FROM open_path AS o WHERE pair = ? AND named_a = named_b AND named_a ="
                  + " EXISTS (SELECT 1 FROM baseline b WHERE b.pair = o.pair AND b.path = o.path)"
                  + " AND NOT EXISTS (SELECT 1 FROM difference d WHERE d.pair = o.pair AND d.path ="
                  + " o.path)",
              pair);
          settings.put(KEY, listings);
          return listings;
        });
  }

  private void name(Session session, String column, Map<RelPath, Seen> told) throws SQLException {
    Batch batch =
        new Batch(session, "UPDATE open_path SET " + column + " = ? WHERE pair = ? AND path = ?");
    for (Map.Entry<RelPath, Seen> one : told.entrySet()) {
      Integer named =
          switch (one.getValue()) {
            case Seen.Present _ -> 1;
            case Seen.Absent _ -> 0;
            case Seen.Unknown _ -> null;
          };
      batch.add(named, pair, one.getKey().toArray());
    }
    batch.run();
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

  /** Opens paths whose agreement is about to change, if there are kept listings at all. */
  static void open(Session session, int pair, Stream<byte[]> paths) throws SQLException {
    String kept = "SELECT EXISTS (SELECT 1 FROM setting WHERE pair = ? AND key = ?)";
    if (session.number(kept, pair, KEY) == 0) {
      return;
    }
    Batch batch =
        new Batch(
            session,
            "INSERT OR IGNORE INTO open_path SELECT ?1, ?2, named, named FROM"
                + " (SELECT EXISTS (SELECT 1 FROM baseline WHERE pair = ?1 AND path = ?2) AS named)");
    for (Iterator<byte[]> each = paths.iterator(); each.hasNext(); ) {
      batch.add(pair, each.next());
    }
    batch.run();
  }
}
