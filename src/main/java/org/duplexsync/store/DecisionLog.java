package org.duplexsync.store;

import java.sql.SQLException;
import org.duplexsync.model.Pick;
import org.duplexsync.model.RowState;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one plan's decisions. Each remembers what its rows had before; all of it is done in
 * SQL, so that a step over a million rows needs no memory here.
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
    session.update(
        "DELETE FROM undo WHERE plan = ?1 AND number IN"
            + " (SELECT number FROM decision WHERE plan = ?1 AND undone = ?2)",
        plan,
        UNDONE);
    session.update("DELETE FROM decision WHERE plan = ? AND undone = ?", plan, UNDONE);
  }

  /** Notes what the rows have now; these are the rows of the step. */
  int remember(int number, Where where) throws SQLException {
    return session.update(
        "INSERT OR IGNORE INTO undo SELECT i.plan, ?, i.path, i.choice, i.decision FROM item i WHERE "
            + where.sql(),
        where.after(number));
  }

  /** Gives the rows of a step what an expression over the item says. */
  void apply(int number, String expression) throws SQLException {
    change(number, "", "choice = " + expression + ", decision = u.number", "");
  }

  int redo(int number, String expression) throws SQLException {
    mark(number, DONE);
    return change(
        number,
        " AND i.decision IS u.decision",
        "choice = " + expression + ", decision = u.number",
        " AND i.decision = u.number");
  }

  int undo() throws SQLException {
    Integer number =
        session.first(
            "SELECT max(d.number) FROM decision d WHERE d.plan = ? AND d.undone = ?"
                + " AND EXISTS (SELECT 1 FROM undo u CROSS JOIN item i WHERE u.plan = d.plan"
                + " AND u.number = d.number AND i.plan = u.plan AND i.path = u.path"
                + " AND i.decision = d.number AND i.state = "
                + Enums.number(RowState.OPEN)
                + ")",
            row -> row.getInt(1),
            plan,
            DONE);
    if (number == null || number == 0) {
      return 0;
    }
    mark(number, UNDONE);
    return change(
        number,
        " AND i.decision = u.number",
        "choice = u.choice, decision = u.decision",
        " AND i.decision IS u.decision");
  }

  /** The rows that {@code before} picks of a step are those that {@code after} picks afterwards. */
  private int change(int number, String before, String set, String after) throws SQLException {
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
