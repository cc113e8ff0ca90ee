package org.duplexsync.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Measures;
import org.duplexsync.model.Outline;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Standing;

/** Reads all rows of one plan in path order, but little of each. */
public final class PlanScans {
  private static final Bucket[] BUCKETS = Bucket.values();
  private static final Choice[] CHOICES = Choice.values();
  private static final RowState[] STATES = RowState.values();
  private static final Kind[] KINDS = Kind.values();
  private static final String FROM = " FROM item i WHERE i.plan = ? ORDER BY i.path";

  private final Db db;
  private final long plan;

  PlanScans(Db db, long plan) {
    this.db = db;
    this.plan = plan;
  }

  /** Another one whenever rows were added, replaced or removed. */
  public record Version(long written, long rows) {}

  public Version version() {
    return db.read(session ->
        new Version(
            session.number("SELECT ifnull(max(bodies), 0) FROM plan WHERE id = ?", plan),
            session.number("SELECT ifnull(sum(rows), 0) FROM tally WHERE plan = ?", plan)));
  }

  public void outlines(Consumer<Outline> sink) {
    // one number for all small columns: each column that is fetched costs as much as the row
    scan(
        "SELECT i.path, i.bucket | (ifnull(i.kind, 15) << 8) | (i.changed << 16) | (i.safe << 24)"
            + FROM,
        row -> outline(row.getBytes(1), row.getInt(2)),
        sink);
  }

  private static Outline outline(byte[] path, int packed) {
    int kind = packed >> 8 & 0xff;
    return new Outline(
        path,
        Enums.value(BUCKETS, packed & 0xff),
        kind == 15 ? null : Enums.value(KINDS, kind),
        (packed >> 16 & 1) != 0,
        (packed >> 16 & 2) != 0,
        packed >> 24 != 0);
  }

  public void standings(Consumer<Standing> sink) {
    scan(
        "SELECT ifnull(i.choice, 15) | (ifnull(i.choice, i.proposal) << 8) | (i.state << 16)"
            + " | ((i.drift IS NOT NULL) << 24)"
            + FROM,
        row -> standing(row.getInt(1)),
        sink);
  }

  private static Standing standing(int packed) {
    int chosen = packed & 0xff;
    return new Standing(
        chosen == 15 ? null : Enums.value(CHOICES, chosen),
        Enums.value(CHOICES, packed >> 8 & 0xff),
        Enums.value(STATES, packed >> 16 & 0xff),
        packed >> 24 != 0);
  }

  public void measures(Consumer<Measures> sink) {
    PlanRowCodec codec = new PlanRowCodec();
    scan(
        "SELECT b.seen FROM item i JOIN body b ON b.id = i.body WHERE i.plan = ? ORDER BY i.path",
        row -> codec.measures(row.getBytes(1)),
        sink);
  }

  private <T> void scan(String sql, Session.RowMapper<T> mapper, Consumer<T> sink) {
    try (Cursor<T> rows = RowCursor.open(db, sql, mapper, plan)) {
      while (rows.hasNext()) {
        sink.accept(rows.next());
      }
    }
  }

  /** The rows at these paths, in this order; a path that has none is left out. */
  public List<PlanRow> at(List<RelPath> paths) {
    PlanRows rows = new PlanRows(db, plan);
    return db.read(session -> {
      List<PlanRow> found = new ArrayList<>(paths.size());
      for (RelPath path : paths) {
        PlanRow row = rows.get(session, path);
        if (row != null) {
          found.add(row);
        }
      }
      return found;
    });
  }
}
