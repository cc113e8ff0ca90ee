package org.duplexsync.store;

import java.sql.SQLException;
import java.util.List;
import org.duplexsync.model.Count;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.RowState;
import org.jspecify.annotations.Nullable;

/** Writes items with their bodies and keeps the counters. */
final class PlanRowWriter {
  private static final String ITEM =
      "INSERT INTO item (plan, path, body, bucket, kind, changed, deletes, newer, choices,"
          + " proposal, safe, bytes_b, bytes_a) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String BODY = "INSERT INTO body VALUES (?, ?, ?, ?, ?, ?)";

  /** Bodies are numbered within their plan, so that they lie together and go together. */
  static final int BODY_BITS = 36;

  private final Db db;
  private final long plan;
  private final Out out = new Out();
  private @Nullable RelPath last;
  private long nextBody = -1;

  PlanRowWriter(Db db, long plan) {
    this.db = db;
    this.plan = plan;
  }

  void put(List<PlanRow> rows) {
    db.write(
        Db.Sync.RELAXED,
        session -> {
          begin(session);
          var counts = new TallySums();
          Batch items = new Batch(session, ITEM);
          Batch bodies = new Batch(session, BODY);
          for (PlanRow row : rows) {
            if (last != null && row.path().compareTo(last) <= 0) {
              items.run();
              bodies.run();
              counts.write(session, plan);
              remove(session, plan, row.path());
            } else {
              last = row.path();
            }
            put(items, bodies, row, counts);
          }
          items.run();
          bodies.run();
          counts.write(session, plan);
          return session.update("UPDATE plan SET bodies = ? WHERE id = ?", nextBody, plan);
        });
  }

  /** Rows beyond the last path are new for certain and need no look. */
  private void begin(Session session) throws SQLException {
    if (nextBody < 0) {
      nextBody = session.number("SELECT bodies FROM plan WHERE id = ?", plan);
      last =
          session.first(
              "SELECT path FROM item WHERE plan = ? ORDER BY path DESC LIMIT 1",
              row -> RelPath.of(row.getBytes(1)),
              plan);
    }
  }

  private void put(Batch items, Batch bodies, PlanRow row, TallySums counts) throws SQLException {
    PlanItem item = row.item();
    Traits traits = Traits.of(item);
    long body = (plan << BODY_BITS) + nextBody++;
    items.add(
        plan,
        item.path().toArray(),
        body,
        Enums.number(item.bucket()),
        Enums.orNull(traits.kind()),
        Enums.bits(traits.changed()),
        Enums.orNull(traits.deletes()),
        Enums.orNull(traits.newer()),
        Enums.bits(item.choices()),
        Enums.number(item.proposal()),
        item.safe(),
        traits.bytesToB(),
        traits.bytesToA());
    bodies.add(
        body,
        PlanRowCodec.looks(out, item),
        SeenCodec.bytes(out, item.base()),
        PlanRowCodec.why(out, item),
        Blobs.of(row.hashA()),
        Blobs.of(row.hashB()));
    counts.add(count(item, traits), 1);
  }

  private static Count count(PlanItem item, Traits traits) {
    return new Count(
        item.bucket(),
        traits.deletes(),
        item.proposal(),
        item.safe(),
        null,
        RowState.OPEN,
        1,
        traits.bytesToB(),
        traits.bytesToA());
  }

  static int remove(Session session, long plan, RelPath path) throws SQLException {
    Where where = Where.path(plan, path);
    Tallies.minus(session, "FROM item i WHERE " + where.sql(), where.after());
    session.update(
        "DELETE FROM body WHERE id = (SELECT i.body FROM item i WHERE " + where.sql() + ")",
        where.after());
    return session.update("DELETE FROM item AS i WHERE " + where.sql(), where.after());
  }
}
