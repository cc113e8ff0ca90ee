package org.duplexsync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.jspecify.annotations.Nullable;

/** Old contents of one pair that lie on its servers. */
public final class Versions {
  private static final Side[] SIDES = Side.values();
  private static final VersionRow.State[] STATES = VersionRow.State.values();
  private static final int GREW = Enums.number(VersionRow.State.GREW);
  private static final int PURGED = Enums.number(VersionRow.State.PURGED);
  private static final String SELECT =
      "SELECT run, side, name, path, entry, made, looks, look, purge, state FROM version"
          + " WHERE pair = ?";

  private final Db db;
  private final int pair;

  Versions(Db db, int pair) {
    this.db = db;
    this.pair = pair;
  }

  /** Adds rows; belongs into the transaction that changes the baseline. */
  public void add(List<VersionRow> rows) {
    db.write(
        Db.Sync.DURABLE,
        session -> {
          Batch batch =
              new Batch(
                  session,
                  "INSERT OR REPLACE INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
          for (VersionRow row : rows) {
            add(batch, row);
          }
          batch.run();
          return rows.size();
        });
  }

  private void add(Batch batch, VersionRow row) throws SQLException {
    batch.add(
        pair,
        Enums.number(row.side()),
        row.name(),
        row.run(),
        row.path().toArray(),
        Blobs.of(row.entry()),
        Times.of(row.madeAt()),
        row.looks(),
        Times.orNull(row.lookAt()),
        Times.orNull(row.purgeAfter()),
        Enums.number(row.state()));
  }

  public @Nullable VersionRow get(Side side, String name) {
    return db.<@Nullable VersionRow>read(session ->
        session.first(
            SELECT + " AND side = ? AND name = ?", Versions::map, pair, Enums.number(side), name));
  }

  /** What is kept of one path, the newest first. */
  public List<VersionRow> ofPath(RelPath path) {
    return list(" AND path = ? AND state <> " + PURGED + " ORDER BY made DESC", path.toArray());
  }

  /**
   * What is kept of a path and all below it, the newest first.
   *
   * @param at the root: of the whole pair
   */
  public List<VersionRow> newest(RelPath at, int limit) {
    String end = " AND state <> " + PURGED + " ORDER BY made DESC, path LIMIT " + limit;
    return db.read(session ->
        at.isRoot()
            ? session.list(SELECT + end, Versions::map, pair)
            : session.list(
                SELECT + " AND (path = ? OR (path >= ? AND path < ?))" + end,
                Versions::map,
                pair,
                at.toArray(),
                Ranges.start(at),
                Ranges.end(at)));
  }

  /** Those that something wrote into after they were replaced, and that nobody has seen yet. */
  public List<VersionRow> grown() {
    // the state as a literal: the index is of rows with this one only
    return db.read(session ->
        session.list(
            SELECT + " AND state = " + GREW + " ORDER BY path, made", Versions::map, pair));
  }

  /** A person knows of it: it goes when its time has come, as any other. */
  public void seen(VersionRow version, @Nullable Instant purgeAfter) {
    db.write(
        Db.Sync.DURABLE,
        session ->
            session.update(
                "UPDATE version SET purge = ?, state = ?"
                    + " WHERE pair = ? AND side = ? AND name = ?",
                Times.orNull(purgeAfter),
                Enums.number(VersionRow.State.KEPT),
                pair,
                Enums.number(version.side()),
                version.name()));
  }

  /** Those whose next look is due. */
  public List<VersionRow> dueForLook(Instant now, int limit) {
    return list(" AND look <= ? ORDER BY look LIMIT " + limit, Times.of(now));
  }

  /** When the next is to be looked at again; null: none is. */
  public @Nullable Instant nextLook() {
    return db.<@Nullable Instant>read(session ->
        session.first(
            "SELECT min(look) FROM version WHERE pair = ? AND look IS NOT NULL",
            row -> Times.orNull(row, 1),
            pair));
  }

  /** Those that may go. They are looked at once more before. */
  public List<VersionRow> dueForPurge(Instant now, int limit) {
    return list(
        " AND purge <= ? AND state <> " + PURGED + " ORDER BY purge LIMIT " + limit, Times.of(now));
  }

  /** When the next may go; null: none does. */
  public @Nullable Instant nextPurge() {
    return db.<@Nullable Instant>read(session ->
        session.first(
            "SELECT min(purge) FROM version WHERE pair = ? AND purge IS NOT NULL",
            row -> Times.orNull(row, 1),
            pair));
  }

  /** How many are kept. */
  public long count() {
    return db.read(session ->
        session.number("SELECT count(*) FROM version WHERE pair = ? AND state <> " + PURGED, pair));
  }

  /** It can't go now. */
  public void purgeAt(VersionRow version, Instant later) {
    db.write(
        Db.Sync.RELAXED,
        session ->
            session.update(
                "UPDATE version SET purge = ? WHERE pair = ? AND side = ? AND name = ?",
                Times.of(later),
                pair,
                Enums.number(version.side()),
                version.name()));
  }

  private List<VersionRow> list(String rest, Object argument) {
    return db.read(session -> session.list(SELECT + rest, Versions::map, pair, argument));
  }

  /**
   * Notes a look.
   *
   * @param next when to look again, null: not before it is purged
   */
  public void looked(VersionRow version, @Nullable Instant next) {
    db.write(
        Db.Sync.DURABLE,
        session ->
            session.update(
                "UPDATE version SET looks = looks + 1, look = ?"
                    + " WHERE pair = ? AND side = ? AND name = ?",
                Times.orNull(next),
                pair,
                Enums.number(version.side()),
                version.name()));
  }

  /** It changed after it was replaced: it is kept until a person has seen it. */
  public void grew(VersionRow version, Entry now) {
    db.write(
        Db.Sync.DURABLE,
        session ->
            session.update(
                "UPDATE version SET entry = ?, look = NULL, purge = NULL, state = ?"
                    + " WHERE pair = ? AND side = ? AND name = ?",
                Blobs.of(now),
                Enums.number(VersionRow.State.GREW),
                pair,
                Enums.number(version.side()),
                version.name()));
  }

  public void purged(VersionRow version) {
    db.write(
        Db.Sync.DURABLE,
        session ->
            session.update(
                "UPDATE version SET look = NULL, purge = NULL, state = ?"
                    + " WHERE pair = ? AND side = ? AND name = ?",
                PURGED,
                pair,
                Enums.number(version.side()),
                version.name()));
  }

  private static VersionRow map(ResultSet row) throws SQLException {
    Entry entry = Blobs.entry(row, 5);
    if (entry == null) {
      throw In.damaged("a version without an entry");
    }
    return new VersionRow(
        row.getLong(1),
        Enums.value(SIDES, row, 2),
        row.getString(3),
        RelPath.of(row.getBytes(4)),
        entry,
        Times.at(row.getLong(6)),
        row.getInt(7),
        Times.orNull(row, 8),
        Times.orNull(row, 9),
        Enums.value(STATES, row, 10));
  }
}
