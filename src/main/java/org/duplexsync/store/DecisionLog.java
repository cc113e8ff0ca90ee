package org.duplexsync.store;

import java.sql.SQLException;
import org.duplexsync.model.Pick;
import org.duplexsync.model.RowState;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one plan's decisions. All of it is done in SQL, so that a step over a million rows
 * needs no memory here. A row names the step that decided it; only what had been decided before is
 * noted in {@code undo}. Of a step that was taken back, the rows that had nothing before bear its
 * number with a minus, and by that they are found again.
 */
final class DecisionLog {
  private static final int DONE = 0;
  private static final int UNDONE = 1;

  /** Taken over from an earlier plan: stands, but is no step of this one. */
  static final int CARRIED = 2;

  private static final String ROWS =
      "FROM undo u CROSS JOIN item i WHERE u.plan = ? AND u.number = ?"
          + " AND i.plan = u.plan AND i.path = u.path AND i.state = "
          + Enums.number(RowState.OPEN);

  private final Session session;
  private final long plan;

  DecisionLog(Session session, long plan) {
    this.session = session;
    this.plan = plan;
  }

  int next() throws SQLException {
    return 1 + (int) session.number("SELECT max(number) FROM decision WHERE plan = ?", plan);
  }

  void record(int number, int pick, String by, long at) throws SQLException {
    session.update(
        "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?)", plan, number, pick, by, at, DONE);
  }

  /** After a new decision there is nothing to bring again. */
  void forgetUndone() throws SQLException {
    if (nextRedo() == null) {
      return;
    }
    session.update("UPDATE item SET decision = NULL WHERE plan = ? AND decision < 0", plan);
    session.update(
        "DELETE FROM undo WHERE plan = ?1 AND number IN"
            + " (SELECT number FROM decision WHERE plan = ?1 AND undone = ?2)",
        plan,
        UNDONE);
    session.update("DELETE FROM decision WHERE plan = ? AND undone = ?", plan, UNDONE);
  }

  /**
   * Gives rows what an expression over the item says, as one step; what they had is noted first.
   * Returns how many.
   */
  int take(int number, Where where, String expression) throws SQLException {
    session.update(
        "INSERT OR IGNORE INTO undo SELECT i.plan, ?, i.path, i.choice, i.decision FROM item i"
            + " WHERE i.choice IS NOT NULL AND "
            + where.sql(),
        where.after(number));
    return set(where, expression, number);
  }

  private int set(Where where, String expression, int number) throws SQLException {
    if (Tallies.choose(session, plan, where, expression) == 0) {
      return 0;
    }
    return session.update(
        "UPDATE item AS i SET choice = " + expression + ", decision = ? WHERE " + where.sql(),
        where.after(number));
  }

  int redo(int number, String expression) throws SQLException {
    mark(number, DONE);
    int before =
        change(
            number,
            " AND i.decision IS u.decision",
            "choice = " + expression + ", decision = u.number",
            " AND i.decision = u.number");
    return before + set(of(-number), expression, number);
  }

  private Where of(int number) {
    return new Where(plan).open().and("i.decision = ?", number);
  }

  int undo() throws SQLException {
    Integer number =
        session.first(
            "SELECT max(i.decision) FROM item i JOIN decision d"
                + " ON d.plan = i.plan AND d.number = i.decision AND d.undone = ?"
                + " WHERE i.plan = ? AND i.state = "
                + Enums.number(RowState.OPEN),
            row -> row.getInt(1),
            DONE,
            plan);
    if (number == null || number == 0) {
      return 0;
    }
    mark(number, UNDONE);
    int before =
        change(
            number,
            " AND i.decision = u.number",
            "choice = u.choice, decision = u.decision",
            " AND i.decision IS u.decision");
    return before + set(of(number), "NULL", -number);
  }

  /**
   * Of rows that had a decision before a step; the rows that {@code before} picks of it are those
   * that {@code after} picks afterwards.
   */
  private int change(int number, String before, String set, String after) throws SQLException {
    if (session.number("SELECT EXISTS (SELECT 1 " + ROWS + before + ")", plan, number) == 0) {
      return 0;
    }
    Tallies.minus(session, ROWS + before, plan, number);
    int rows =
        session.update(
            "UPDATE item AS i SET "
                + set
                + " FROM undo u WHERE u.plan = ? AND u.number = ?"
                + " AND i.plan = u.plan AND i.path = u.path AND i.state = "
                + Enums.number(RowState.OPEN)
                + before,
            plan,
            number);
    Tallies.plus(session, ROWS + after, plan, number);
    return rows;
  }

  private void mark(int number, int undone) throws SQLException {
    session.update(
        "UPDATE decision SET undone = ? WHERE plan = ? AND number = ?", undone, plan, number);
  }

  @Nullable Integer nextRedo() throws SQLException {
    return session.first(
        "SELECT number FROM decision WHERE plan = ? AND undone = ? ORDER BY number LIMIT 1",
        row -> row.getInt(1),
        plan,
        UNDONE);
  }

  Pick pick(int number) throws SQLException {
    return PickCodec.pick(
        (int)
            session.number(
                "SELECT pick FROM decision WHERE plan = ? AND number = ?", plan, number));
  }
}
