package org.duplexsync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.BaselineRow;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** What both sides of one pair last agreed on. */
public final class Baseline {
  private static final String PUT = "INSERT OR REPLACE INTO baseline VALUES (?, ?, ?)";
  private static final String FORGET = "DELETE FROM baseline WHERE pair = ? AND path = ?";

  private final Db db;
  private final int pair;

  Baseline(Db db, int pair) {
    this.db = db;
    this.pair = pair;
  }

  /** Every path, in byte order. */
  public Cursor<BaselineRow> all() {
    return cursor("", new Object[] {pair});
  }

  /** What is below a directory, without it, in byte order. */
  public Cursor<BaselineRow> below(RelPath directory) {
    if (directory.isRoot()) {
      return all();
    }
    return cursor(
        " AND path > ? AND path < ?",
        new Object[] {pair, Ranges.start(directory), Ranges.end(directory)});
  }

  /** The paths right in a directory, in byte order. */
  public List<RelPath> children(RelPath directory) {
    return db.read(session -> Children.of(session, "baseline WHERE pair", pair, directory));
  }

  /**
   * What is agreed at these paths, in byte order.
   *
   * @param paths in byte order
   */
  public Cursor<BaselineRow> at(List<RelPath> paths) {
    return new PathsCursor<>(paths, this::some);
  }

  private List<BaselineRow> some(List<RelPath> paths) {
    In in = new In();
    Object[] arguments = new Object[paths.size() + 1];
    arguments[0] = pair;
    for (int i = 0; i < paths.size(); i++) {
      arguments[i + 1] = paths.get(i).toArray();
    }
    String places = "?, ".repeat(paths.size() - 1) + "?";
    return db.read(session ->
        session.list(
            "SELECT path, agreed FROM baseline WHERE pair = ? AND path IN ("
                + places
                + ") ORDER BY path",
            row -> row(in, row),
            arguments));
  }

  private static BaselineRow row(In in, ResultSet row) throws SQLException {
    RelPath path = RelPath.of(row.getBytes(1));
    return new BaselineRow(path, in.all(row.getBytes(2), () -> EntryCodec.agreed(in)));
  }

  private Cursor<BaselineRow> cursor(String where, Object[] arguments) {
    In in = new In();
    return RowCursor.open(
        db,
        "SELECT path, agreed FROM baseline WHERE pair = ?" + where + " ORDER BY path",
        row -> row(in, row),
        arguments);
  }

  public @Nullable Agreed get(RelPath path) {
    In in = new In();
    return db.<@Nullable Agreed>read(session ->
        session.first(
            "SELECT agreed FROM baseline WHERE pair = ? AND path = ?",
            row -> in.all(row.getBytes(1), () -> EntryCodec.agreed(in)),
            pair,
            path.toArray()));
  }

  public boolean isEmpty() {
    return db.read(session ->
        session.number("SELECT NOT EXISTS (SELECT 1 FROM baseline WHERE pair = ?)", pair) != 0);
  }

  /** How many paths are agreed; reads an index, some 10 ms for a million. */
  public long count() {
    return db.read(session -> session.number("SELECT count(*) FROM baseline WHERE pair = ?", pair));
  }

  /** How many paths are agreed at this one and below it. */
  public long count(RelPath at) {
    return at.isRoot()
        ? count()
        : db.read(session ->
            session.number(
                "SELECT count(*) FROM baseline WHERE pair = ? AND (path = ? OR path > ? AND path < ?)",
                pair,
                at.toArray(),
                Ranges.start(at),
                Ranges.end(at)));
  }

  /** Changes it in one durable transaction, or in the one that is open. */
  public void apply(List<? extends BaselineChange> changes) {
    apply(Db.Sync.DURABLE, changes);
  }

  public void put(RelPath path, Agreed agreed) {
    apply(List.of(new BaselineChange.Agree(path, agreed)));
  }

  public void forget(RelPath path) {
    apply(List.of(new BaselineChange.Forget(path)));
  }

  /**
   * For what a compare finds: were it lost in a power cut, the next compare would find it again.
   */
  public BulkWriter<BaselineChange> writer() {
    return new BulkWriter<>(changes -> apply(Db.Sync.RELAXED, changes));
  }

  private void apply(Db.Sync sync, List<? extends BaselineChange> changes) {
    Out out = new Out();
    db.write(
        sync,
        session -> {
          Batch puts = new Batch(session, PUT);
          Batch forgets = new Batch(session, FORGET);
          var assumed = new Assumed.Follower(session, pair);
          OpenPaths.open(session, pair, changes.stream().map(change -> change.path().toArray()));
          for (BaselineChange change : changes) {
            assumed.follow(change);
            switch (change) {
              case BaselineChange.Agree(RelPath path, Agreed agreed) -> {
                forgets.run();
                EntryCodec.agreed(out, agreed);
                puts.add(pair, path.toArray(), out.take());
              }
              case BaselineChange.Forget(RelPath path) -> {
                puts.run();
                forgets.add(pair, path.toArray());
              }
            }
          }
          puts.run();
          forgets.run();
          assumed.run();
          return changes.size();
        });
  }

  /**
   * A directory was renamed on both sides: it and what is below it are agreed under the new name.
   */
  public void rebase(RelPath from, RelPath to) {
    db.write(
        Db.Sync.DURABLE,
        session -> {
          List<byte[]> paths =
              session.list(
                  "SELECT path FROM baseline WHERE pair = ? AND (path = ? OR path > ? AND path < ?)",
                  row -> row.getBytes(1),
                  pair,
                  from.toArray(),
                  Ranges.start(from),
                  Ranges.end(from));
          moveAll(session, paths, from, to);
          return paths.size();
        });
  }

  private void moveAll(Session session, List<byte[]> paths, RelPath from, RelPath to)
      throws SQLException {
    Batch batch =
        new Batch(session, "UPDATE OR REPLACE baseline SET path = ? WHERE pair = ? AND path = ?");
    Batch assumed =
        new Batch(session, "UPDATE OR REPLACE assumed SET path = ? WHERE pair = ? AND path = ?");
    OpenPaths.open(
        session, pair, paths.stream().flatMap(path -> Stream.of(path, moved(path, from, to))));
    for (byte[] path : paths) {
      byte[] moved = moved(path, from, to);
      batch.add(moved, pair, path);
      assumed.add(moved, pair, path);
    }
    batch.run();
    assumed.run();
  }

  private static byte[] moved(byte[] path, RelPath from, RelPath to) {
    return RelPath.of(path).rebase(from, to).toArray();
  }

  /** Forgets everything: the pair is as if it had never agreed. */
  public void clear() {
    db.write(
        Db.Sync.DURABLE,
        session -> {
          new OpenPaths(db, pair).forget();
          session.update("DELETE FROM assumed WHERE pair = ?", pair);
          return session.update("DELETE FROM baseline WHERE pair = ?", pair);
        });
  }
}
