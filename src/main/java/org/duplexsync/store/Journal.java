package org.duplexsync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.duplexsync.model.Cause;
import org.duplexsync.model.JournalRow;
import org.duplexsync.model.RelPath;

/** What was tried in one pair, in the order in which it ended. */
public final class Journal {
  private static final Cause[] CAUSES = Cause.values();
  private static final String SELECT =
      "SELECT run, seq, at, action, cause, by, before, after, sha256, route, bytes, took, outcome"
          + " FROM journal WHERE pair = ?";

  private final Db db;
  private final String pair;
  private final int pairId;

  Journal(Db db, String pair, int pairId) {
    this.db = db;
    this.pair = pair;
    this.pairId = pairId;
  }

  /** Appends rows; belongs into the transaction that changes the baseline. */
  public void add(List<JournalRow> rows) {
    db.write(
        Db.Sync.DURABLE,
        session -> {
          Batch batch =
              new Batch(
                  session,
                  "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
          long run = -1;
          long seq = 0;
          for (JournalRow row : rows) {
            if (row.run() != run) {
              batch.run();
              run = row.run();
              seq = session.number("SELECT max(seq) FROM journal WHERE run = ?", run);
            }
            add(batch, row, ++seq);
          }
          batch.run();
          return rows.size();
        });
  }

  private void add(Batch batch, JournalRow row, long seq) throws SQLException {
    Out out = new Out();
    ChangeCodec.action(out, row.action());
    byte[] action = out.take();
    ChangeCodec.outcome(out, row.outcome());
    batch.add(
        row.run(),
        seq,
        Times.of(row.at()),
        pairId,
        row.path().toArray(),
        action,
        Enums.number(row.cause()),
        row.by(),
        Blobs.of(row.before()),
        Blobs.of(row.after()),
        Blobs.of(row.hash()),
        row.route(),
        row.bytes(),
        row.took().toNanos(),
        out.take());
  }

  /** In the order in which things ended. */
  public Cursor<JournalRow> ofRun(long run) {
    return RowCursor.open(db, SELECT + " AND run = ? ORDER BY seq", this::map, pairId, run);
  }

  /** What happened to one path, the newest first. */
  public Cursor<JournalRow> ofPath(RelPath path) {
    return RowCursor.open(
        db,
        SELECT + " AND path = ? ORDER BY run DESC, seq DESC",
        this::map,
        pairId,
        path.toArray());
  }

  /** Everything, the newest first. */
  public Cursor<JournalRow> newestFirst() {
    return RowCursor.open(db, SELECT + " ORDER BY run DESC, seq DESC", this::map, pairId);
  }

  private JournalRow map(ResultSet row) throws SQLException {
    In in = new In();
    return new JournalRow(
        row.getLong(1),
        row.getLong(2),
        Times.at(row.getLong(3)),
        pair,
        in.all(row.getBytes(4), () -> ChangeCodec.action(in)),
        Enums.value(CAUSES, row, 5),
        row.getString(6),
        Blobs.entry(row, 7),
        Blobs.entry(row, 8),
        Blobs.hash(row, 9),
        row.getString(10),
        row.getLong(11),
        Duration.ofNanos(row.getLong(12)),
        in.all(row.getBytes(13), () -> ChangeCodec.outcome(in)));
  }
}
