package org.duplexsync.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.duplexsync.model.Count;
import org.duplexsync.model.Counts;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Selection;
import org.jspecify.annotations.Nullable;

/** The rows of one plan. */
public final class PlanRows {
  private static final String SELECT =
      "SELECT i.path, i.bucket, i.choices, i.proposal, i.safe, b.seen, b.base, b.why, b.hash_a,"
          + " b.hash_b, i.choice, d.by, d.at, i.drift, i.approval, i.outcome"
          + " FROM item i JOIN body b ON b.id = i.body"
          + " LEFT JOIN decision d ON d.plan = i.plan AND d.number = i.decision WHERE ";

  private final Db db;
  private final long plan;

  PlanRows(Db db, long plan) {
    this.db = db;
    this.plan = plan;
  }

  /** Adds rows, or puts them in the place of those with the same path; fastest in path order. */
  public BulkWriter<PlanRow> writer() {
    PlanRowWriter writer = new PlanRowWriter(db, plan);
    return new BulkWriter<>(writer::put);
  }

  public void remove(RelPath path) {
    db.write(Db.Sync.RELAXED, session -> PlanRowWriter.remove(session, plan, path));
  }

  public void remove(Collection<RelPath> paths) {
    if (!paths.isEmpty()) {
      db.write(
          Db.Sync.RELAXED,
          session -> {
            for (RelPath path : paths) {
              PlanRowWriter.remove(session, plan, path);
            }
            return paths.size();
          });
    }
  }

  public @Nullable PlanRow get(RelPath path) {
    return db.<@Nullable PlanRow>read(session -> get(session, path));
  }

  @Nullable PlanRow get(Session session, RelPath path) throws SQLException {
    Where where = Where.path(plan, path);
    PlanRowCodec codec = new PlanRowCodec();
    return session.first(SELECT + where.sql(), codec::read, where.after());
  }

  /** In byte order of the path. */
  public Cursor<PlanRow> all(Selection selection) {
    return cursor(Where.of(plan, selection), "");
  }

  /** What is in a directory comes before it. */
  public Cursor<PlanRow> reversed(Selection selection) {
    return cursor(Where.of(plan, selection), " DESC");
  }

  /** What one approval froze, in byte order of the path, whatever has become of it since. */
  public Cursor<PlanRow> approved(int approval) {
    return cursor(new Where(plan).and("i.approval = ?", approval), "");
  }

  /**
   * The next rows of one approval after a path, in reverse order before it; null: from the
   * beginning. Whatever has become of them since.
   */
  public List<PlanRow> approvedPage(
      int approval, @Nullable RelPath after, boolean reverse, int limit) {
    Where where = new Where(plan).and("i.approval = ?", approval);
    if (after != null) {
      where.and(reverse ? "i.path < ?" : "i.path > ?", after.toArray());
    }
    return db.read(session -> {
      PlanRowCodec codec = new PlanRowCodec();
      String order = " ORDER BY i.path" + (reverse ? " DESC" : "") + " LIMIT " + limit;
      return session.list(SELECT + where.sql() + order, codec::read, where.after());
    });
  }

  /** The next rows after a path (null: from the start), at most {@code limit}. */
  public List<PlanRow> page(Selection selection, @Nullable RelPath after, int limit) {
    Where where = Where.of(plan, selection);
    if (after != null) {
      where.and("i.path > ?", after.toArray());
    }
    return db.read(session -> {
      PlanRowCodec codec = new PlanRowCodec();
      String sql = SELECT + where.sql() + " ORDER BY i.path LIMIT " + limit;
      return session.list(sql, codec::read, where.after());
    });
  }

  private Cursor<PlanRow> cursor(Where where, String order) {
    PlanRowCodec codec = new PlanRowCodec();
    String sql = SELECT + where.sql() + " ORDER BY i.path" + order;
    return RowCursor.open(db, sql, codec::read, where.after());
  }

  /** The paths right in a directory, in byte order. */
  public List<RelPath> children(RelPath directory) {
    return db.read(session -> Children.of(session, "item WHERE plan", plan, directory));
  }

  /** Kept as rows change: cheap at any time. */
  public Counts counts() {
    return db.read(session -> Tallies.read(session, plan));
  }

  /** Counts the rows of a selection by reading them. */
  public Counts count(Selection selection) {
    Where where = Where.of(plan, selection);
    return db.read(session -> Tallies.count(session, where));
  }

  /** Notes how approved rows ended. */
  public void outcomes(Map<RelPath, Outcome> outcomes) {
    Out out = new Out();
    db.write(
        Db.Sync.DURABLE,
        session -> {
          var counts = new TallySums();
          for (Map.Entry<RelPath, Outcome> each : outcomes.entrySet()) {
            Where where = Where.path(plan, each.getKey());
            Count before = Tallies.one(session, where);
            if (before != null) {
              RowState state = state(each.getValue());
              counts.add(before, -1);
              counts.add(before.in(state), 1);
              ChangeCodec.outcome(out, each.getValue());
              session.update(
                  "UPDATE item AS i SET state = ?, outcome = ? WHERE " + where.sql(),
                  where.after(Enums.number(state), out.take()));
            }
          }
          counts.write(session, plan);
          return outcomes.size();
        });
  }

  private static RowState state(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> RowState.DONE;
      case Outcome.Drifted _ -> RowState.DRIFTED;
      case Outcome.Failed _ -> RowState.FAILED;
      case Outcome.Kept _ -> RowState.KEPT;
    };
  }
}
