package org.duplexsync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Moved;
import org.duplexsync.model.Moves;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Sha256;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * What the compare under way has found different in one pair, before it is classified. Not synced
 * to the disk: another compare finds it again.
 */
public final class Differences {
  private static final String COLUMNS =
      "SELECT path, seen, base, hash_a, hash_b, from_a, to_a, from_b, to_b, whole FROM difference WHERE pair = ?";
  private static final String PUT =
      "INSERT OR REPLACE INTO difference VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Db db;
  private final int pair;

  Differences(Db db, int pair) {
    this.db = db;
    this.pair = pair;
  }

  /** A hash of one side's content at a path. */
  public record Hashed(RelPath path, Side side, Sha256 hash) {}

  /** Begins anew. */
  public void clear() {
    db.write(
        Db.Sync.RELAXED,
        session -> {
          boolean others =
              session.number(
                      "SELECT EXISTS (SELECT 1 FROM difference WHERE pair < ?)"
                          + " OR EXISTS (SELECT 1 FROM difference WHERE pair > ?)",
                      pair,
                      pair)
                  != 0;
          // without a condition SQLite drops whole pages instead of rows
          return others
              ? session.update("DELETE FROM difference WHERE pair = ?", pair)
              : session.update("DELETE FROM difference");
        });
  }

  /** Adds rows, or puts them in the place of those with the same path. */
  public BulkWriter<Difference> writer() {
    return new BulkWriter<>(this::put);
  }

  public void put(List<Difference> rows) {
    Out out = new Out();
    db.write(
        Db.Sync.RELAXED,
        session -> {
          Batch batch = new Batch(session, PUT);
          for (Difference row : rows) {
            put(batch, out, row);
          }
          batch.run();
          return rows.size();
        });
  }

  private void put(Batch batch, Out out, Difference row) throws SQLException {
    Moves moves = row.moves();
    batch.add(
        pair,
        row.path().toArray(),
        SeenCodec.bytes(out, row.a(), row.b()),
        SeenCodec.bytes(out, row.base()),
        Blobs.of(row.hashA()),
        Blobs.of(row.hashB()),
        Blobs.of(moves.fromA()),
        Blobs.of(moves.toA()),
        Blobs.of(moves.fromB()),
        Blobs.of(moves.toB()),
        moves.whole(),
        gone(row, Side.A),
        came(row, Side.A),
        gone(row, Side.B),
        came(row, Side.B));
  }

  private static @Nullable Long gone(Difference row, Side side) {
    Agreed base = row.base();
    boolean there = base != null && sameFile(row.seen(side), base, side);
    boolean known = !(row.seen(side) instanceof Seen.Unknown);
    return base == null || there || !known ? null : base.id(side).inode();
  }

  private static @Nullable Long came(Difference row, Side side) {
    Agreed base = row.base();
    return row.seen(side) instanceof Seen.Present(Entry entry)
            && entry.kind() != Kind.OTHER
            && (base == null || !sameFile(row.seen(side), base, side))
        ? entry.id().inode()
        : null;
  }

  private static boolean sameFile(Seen seen, Agreed base, Side side) {
    return seen instanceof Seen.Present(Entry entry)
        && entry.kind() == base.entry().kind()
        && entry.id().inode() == base.id(side).inode();
  }

  public void remove(RelPath path) {
    db.write(
        Db.Sync.RELAXED,
        session ->
            session.update(
                "DELETE FROM difference WHERE pair = ? AND path = ?", pair, path.toArray()));
  }

  public void hashed(List<Hashed> hashes) {
    db.write(
        Db.Sync.RELAXED,
        session -> {
          for (Hashed hash : hashes) {
            session.update(
                hash.side() == Side.A
                    ? "UPDATE difference SET hash_a = ? WHERE pair = ? AND path = ?"
                    : "UPDATE difference SET hash_b = ? WHERE pair = ? AND path = ?",
                Blobs.of(hash.hash()),
                pair,
                hash.path().toArray());
          }
          return hashes.size();
        });
  }

  /** Notes pairings at both of their ends. */
  public void moved(List<Moved> moves) {
    db.write(
        Db.Sync.RELAXED,
        session -> {
          for (Moved move : moves) {
            String side = move.side() == Side.A ? "a" : "b";
            link(session, "to_" + side, move.from(), move.to(), move.whole());
            link(session, "from_" + side, move.to(), move.from(), move.whole());
          }
          return moves.size();
        });
  }

  private void link(Session session, String column, RelPath at, RelPath other, boolean whole)
      throws SQLException {
    session.update(
        "UPDATE difference SET " + column + " = ?, whole = whole OR ? WHERE pair = ? AND path = ?",
        other.toArray(),
        whole,
        pair,
        at.toArray());
  }

  public @Nullable Difference get(RelPath path) {
    In in = new In();
    return db.<@Nullable Difference>read(session ->
        session.first(COLUMNS + " AND path = ?", row -> map(in, row), pair, path.toArray()));
  }

  public long count() {
    return db.read(
        session -> session.number("SELECT count(*) FROM difference WHERE pair = ?", pair));
  }

  /** In byte order of the path. */
  public Cursor<Difference> all() {
    return cursor(" ORDER BY path");
  }

  /** In reverse byte order of the path: what is in a directory comes before it. */
  public Cursor<Difference> reversed() {
    return cursor(" ORDER BY path DESC");
  }

  /** What is below a directory, without it. */
  public Cursor<Difference> below(RelPath directory) {
    if (directory.isRoot()) {
      return all();
    }
    return cursor(
        " AND path > ? AND path < ? ORDER BY path", Ranges.start(directory), Ranges.end(directory));
  }

  /**
   * Rows whose agreed file is no longer at the path on this side (gone, or another file is there),
   * in the order of the agreed inode as a signed number.
   */
  public Cursor<Difference> departed(Side side) {
    String column = side == Side.A ? "gone_a" : "gone_b";
    return cursor(" AND " + column + " IS NOT NULL ORDER BY " + column + ", path");
  }

  /** Rows at which this side has a file that was not agreed there, in the order of its inode. */
  public Cursor<Difference> arrived(Side side) {
    String column = side == Side.A ? "came_a" : "came_b";
    return cursor(" AND " + column + " IS NOT NULL ORDER BY " + column + ", path");
  }

  private Cursor<Difference> cursor(String rest, Object... more) {
    In in = new In();
    Object[] arguments = new Object[more.length + 1];
    arguments[0] = pair;
    System.arraycopy(more, 0, arguments, 1, more.length);
    return RowCursor.open(db, COLUMNS + rest, row -> map(in, row), arguments);
  }

  private static Difference map(In in, ResultSet row) throws SQLException {
    SeenCodec seen = SeenCodec.of(in, row.getBytes(2));
    return new Difference(
        RelPath.of(row.getBytes(1)),
        seen.a(),
        seen.b(),
        SeenCodec.base(in, row.getBytes(3)),
        Blobs.hash(row, 4),
        Blobs.hash(row, 5),
        moves(row));
  }

  private static Moves moves(ResultSet row) throws SQLException {
    RelPath fromA = Blobs.path(row, 6);
    RelPath toA = Blobs.path(row, 7);
    RelPath fromB = Blobs.path(row, 8);
    RelPath toB = Blobs.path(row, 9);
    return fromA == null && toA == null && fromB == null && toB == null
        ? Moves.NONE
        : new Moves(fromA, toA, fromB, toB, row.getInt(10) != 0);
  }
}
