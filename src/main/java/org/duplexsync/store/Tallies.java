package org.duplexsync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Count;
import org.duplexsync.model.Counts;
import org.duplexsync.model.RowState;
import org.jspecify.annotations.Nullable;

/**
 * The counters of a plan. Every change of an item takes its row out of one counter and puts it into
 * another, in the same transaction. -1 stands for null, because a key can't hold one.
 */
final class Tallies {
  private static final Bucket[] BUCKETS = Bucket.values();
  private static final Choice[] CHOICES = Choice.values();
  private static final RowState[] STATES = RowState.values();

  private static final String ADD =
      " ON CONFLICT DO UPDATE SET rows = rows + excluded.rows,"
          + " bytes_b = bytes_b + excluded.bytes_b, bytes_a = bytes_a + excluded.bytes_a";
  private static final String KEY =
      "i.plan, i.bucket, ifnull(i.deletes, -1), i.proposal, i.safe, ifnull(i.choice, -1), i.state";

  private Tallies() {}

  static void add(Session session, long plan, Count count) throws SQLException {
    session.update(
        "INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" + ADD,
        plan,
        Enums.number(count.bucket()),
        orMinusOne(count.deletes()),
        Enums.number(count.proposal()),
        count.safe(),
        orMinusOne(count.chosen()),
        Enums.number(count.state()),
        count.rows(),
        count.bytesToB(),
        count.bytesToA());
  }

  private static int orMinusOne(@Nullable Choice choice) {
    Integer number = Enums.orNull(choice);
    return number == null ? -1 : number;
  }

  /** Takes the rows that a query {@code FROM ... WHERE} names out of their counters. */
  static void minus(Session session, String from, @Nullable Object... arguments)
      throws SQLException {
    change(session, "-", from, arguments);
  }

  static void plus(Session session, String from, @Nullable Object... arguments)
      throws SQLException {
    change(session, "", from, arguments);
  }

  private static void change(
      Session session, String sign, String from, @Nullable Object... arguments)
      throws SQLException {
    session.update(
        ("INSERT INTO tally SELECT " + KEY)
            + (", " + sign + "count(*), " + sign + "sum(i.bytes_b), " + sign + "sum(i.bytes_a) ")
            + (from + " GROUP BY 1, 2, 3, 4, 5, 6, 7")
            + ADD,
        arguments);
  }

  /**
   * Moves open rows to the counters of another choice, before they get it.
   *
   * @param choice an expression over the item
   * @return how many rows
   */
  static long choose(Session session, long plan, Where where, String choice) throws SQLException {
    // one number to group by: a sort by seven columns takes twice as long
    String sql =
        "SELECT i.bucket | (ifnull(i.deletes, 15) << 8) | (i.proposal << 12) | (i.safe << 16)"
            + " | (ifnull(i.choice, 15) << 20) | (ifnull("
            + choice
            + ", 15) << 24) AS packed, count(*), sum(i.bytes_b), sum(i.bytes_a) FROM item i WHERE "
            + where.sql()
            + " GROUP BY packed";
    long rows = 0;
    for (Moved moved : session.list(sql, Moved::of, where.after())) {
      add(session, plan, moved.count(moved.before(), -1));
      add(session, plan, moved.count(moved.now(), 1));
      rows += moved.rows();
    }
    return rows;
  }

  private record Moved(int packed, long rows, long bytesToB, long bytesToA) {
    static Moved of(ResultSet row) throws SQLException {
      return new Moved(row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4));
    }

    @Nullable Choice before() {
      return orNull(packed >> 20 & 15);
    }

    @Nullable Choice now() {
      return orNull(packed >> 24 & 15);
    }

    private static @Nullable Choice orNull(int number) {
      return number == 15 ? null : Enums.value(CHOICES, number);
    }

    Count count(@Nullable Choice chosen, int sign) {
      return new Count(
          Enums.value(BUCKETS, packed & 255),
          orNull(packed >> 8 & 15),
          Enums.value(CHOICES, packed >> 12 & 15),
          (packed >> 16 & 1) != 0,
          chosen,
          RowState.OPEN,
          sign * rows,
          sign * bytesToB,
          sign * bytesToA);
    }
  }

  static void recount(Session session, long plan) throws SQLException {
    session.update("DELETE FROM tally WHERE plan = ?", plan);
    plus(session, "FROM item i WHERE i.plan = ?", plan);
  }

  /** The row there as a counter of its own; null if there is none. */
  static @Nullable Count one(Session session, Where where) throws SQLException {
    return session.first(
        "SELECT " + KEY + ", 1, i.bytes_b, i.bytes_a FROM item i WHERE " + where.sql(),
        Tallies::map,
        where.after());
  }

  static Counts count(Session session, Where where) throws SQLException {
    String sql =
        ("SELECT " + KEY + ", count(*), sum(i.bytes_b), sum(i.bytes_a) FROM item i WHERE ")
            + (where.sql() + " GROUP BY 1, 2, 3, 4, 5, 6, 7");
    return new Counts(session.list(sql, Tallies::map, where.after()));
  }

  static Counts read(Session session, long plan) throws SQLException {
    List<Count> counts =
        session.list("SELECT * FROM tally WHERE plan = ? AND rows <> 0", Tallies::map, plan);
    return new Counts(counts);
  }

  private static Count map(ResultSet row) throws SQLException {
    return new Count(
        Enums.value(BUCKETS, row, 2),
        choice(row, 3),
        Enums.value(CHOICES, row, 4),
        row.getInt(5) != 0,
        choice(row, 6),
        Enums.value(STATES, row, 7),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10));
  }

  private static @Nullable Choice choice(ResultSet row, int column) throws SQLException {
    int number = row.getInt(column);
    return number == -1 ? null : Enums.value(CHOICES, number);
  }
}
