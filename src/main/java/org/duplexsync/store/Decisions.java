package org.duplexsync.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Counts;
import org.duplexsync.model.Pick;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Selection;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about the rows of one plan, with a log that takes decisions back and brings them
 * again. Only rows that are still open can be decided.
 */
public final class Decisions {
  /** Which rows an approval takes. */
  public enum Extent {
    /** Those with a decision. */
    DECIDED,
    /** Those that are safe, with their default. */
    SAFE,
    /** Those with a decision, and the safe ones of the others with their default. */
    DECIDED_AND_SAFE,
    /** Those with a decision, and the default of the others. */
    ALL
  }

  /** Rows that were frozen together. */
  public record Frozen(int number, String by, Instant at, Counts counts) {}

  /** Whatever a row claims of itself: no conflict and no delete goes as safe. */
  private static final String HARMLESS =
      "i.safe = 1 AND i.proposal IS NOT i.deletes AND i.bucket <> " + Enums.number(Bucket.CONFLICT);

  private static final int SKIP = Enums.number(Choice.SKIP);
  private static final int OPEN = Enums.number(RowState.OPEN);

  /** Within one transaction only. */
  private static final int ASIDE = -1;

  private final Db db;
  private final InstantSource clock;
  private final long plan;

  Decisions(Db db, InstantSource clock, long plan) {
    this.db = db;
    this.clock = clock;
    this.plan = plan;
  }

  /** Decides for all rows of a selection that offer the choice. Returns how many. */
  public int decide(Selection selection, Pick pick, String by) {
    return db.write(Db.Sync.DURABLE, session -> step(session, by, pick, where(selection)));
  }

  /** Decides for these rows in one step of the log. Returns how many offer the choice. */
  public int decide(Collection<RelPath> paths, Pick pick, String by) {
    return db.write(
        Db.Sync.DURABLE,
        session -> {
          session.execute(
              "CREATE TEMP TABLE IF NOT EXISTS picked (path BLOB PRIMARY KEY) WITHOUT ROWID");
          Batch picked = new Batch(session, "INSERT OR IGNORE INTO picked VALUES (?)");
          for (RelPath path : paths) {
            picked.add(path.toArray());
          }
          picked.run();
          Where these = new Where(plan).and("i.path IN (SELECT path FROM picked)").open();
          int rows = step(session, by, pick, these);
          session.update("DELETE FROM picked");
          return rows;
        });
  }

  private Where where(Selection selection) {
    return Where.of(plan, selection).open();
  }

  private int step(Session session, String by, Pick pick, Where where) throws SQLException {
    DecisionLog log = new DecisionLog(session, plan);
    log.forgetUndone();
    int number = log.next();
    int rows = log.take(number, applicable(pick, where), expression(pick));
    if (rows > 0) {
      log.record(number, PickCodec.number(pick), by, Times.of(clock.instant()));
    }
    return rows;
  }

  private static Where applicable(Pick pick, Where where) {
    return switch (pick) {
      case Pick.Take(Choice choice) -> where.offers(choice);
      case Pick.Proposal _ -> where;
      case Pick.Newer _ -> where.and("i.choices & (1 << i.newer) <> 0");
      case Pick.Reset _ -> where.and("i.choice IS NOT NULL");
    };
  }

  private static String expression(Pick pick) {
    return switch (pick) {
      case Pick.Take(Choice choice) -> String.valueOf(Enums.number(choice));
      case Pick.Proposal _ -> "i.proposal";
      case Pick.Newer _ -> "i.newer";
      case Pick.Reset _ -> "NULL";
    };
  }

  /** Takes the last step back. Returns how many rows it changed; 0: there is nothing to undo. */
  public int undo() {
    return db.write(Db.Sync.DURABLE, session -> new DecisionLog(session, plan).undo());
  }

  /** Brings the step that was last taken back again. */
  public int redo() {
    return db.write(
        Db.Sync.DURABLE,
        session -> {
          DecisionLog log = new DecisionLog(session, plan);
          Integer number = log.nextRedo();
          return number == null ? 0 : log.redo(number, expression(log.pick(number)));
        });
  }

  /** Open rows that the next {@link #freeze} leaves alone; {@link #back} brings them back. */
  public void aside(Collection<RelPath> paths) {
    db.write(
        Db.Sync.DURABLE,
        session -> {
          for (RelPath path : paths) {
            Where where = Where.path(plan, path).open();
            session.update(
                "UPDATE item AS i SET state = " + ASIDE + " WHERE " + where.sql(), where.after());
          }
          return paths.size();
        });
  }

  public void back() {
    db.write(
        Db.Sync.DURABLE,
        session ->
            session.update(
                "UPDATE item SET state = " + OPEN + " WHERE plan = ? AND state = " + ASIDE, plan));
  }

  /**
   * Freezes rows for the commit: none with the choice SKIP, none that has no choice. Null if there
   * is nothing to freeze.
   */
  public @Nullable Frozen freeze(Extent extent, String by) {
    return db.<@Nullable Frozen>write(
        Db.Sync.DURABLE,
        session -> {
          if (extent != Extent.DECIDED) {
            Where open = open(extent);
            Where candidates = extent == Extent.DECIDED_AND_SAFE ? open.and(HARMLESS) : open;
            Where undecided = candidates.and("i.choice IS NULL AND i.proposal <> " + SKIP);
            step(session, by, new Pick.Proposal(), undecided);
          }
          Where ready = open(extent).and("i.choice IS NOT NULL AND i.choice <> " + SKIP);
          return freeze(session, ready, by);
        });
  }

  private Where open(Extent extent) {
    Where where = new Where(plan).open();
    return extent == Extent.SAFE
        ? where.and(HARMLESS + " AND (i.choice IS NULL OR i.choice = i.proposal)")
        : where;
  }

  private @Nullable Frozen freeze(Session session, Where ready, String by) throws SQLException {
    int number = 1 + (int) session.number("SELECT max(number) FROM approval WHERE plan = ?", plan);
    Tallies.minus(session, "FROM item i WHERE " + ready.sql(), ready.after());
    int rows =
        session.update(
            "UPDATE item AS i SET approval = ?, state = ? WHERE " + ready.sql(),
            ready.after(number, Enums.number(RowState.APPROVED)));
    if (rows == 0) {
      return null;
    }
    Where frozen = new Where(plan).and("i.approval = ?", number);
    Tallies.plus(session, "FROM item i WHERE " + frozen.sql(), frozen.after());
    Instant at = clock.instant();
    session.update(
        "INSERT INTO approval VALUES (?, ?, ?, ?, ?)", plan, number, by, Times.of(at), rows);
    return new Frozen(number, by, at, Tallies.count(session, frozen));
  }

  /** Opens rows again that were approved and not done, so that they can be approved once more. */
  public int reopen(Set<RowState> states) {
    if (states.contains(RowState.DONE) || states.contains(RowState.OPEN)) {
      throw new IllegalArgumentException("can't open again what is " + states);
    }
    return db.write(
        Db.Sync.DURABLE,
        session -> {
          Where where = new Where(plan).and("1 << i.state & " + Enums.bits(states) + " <> 0");
          int rows =
              session.update(
                  "UPDATE item AS i SET state = ?, approval = 0, outcome = NULL WHERE "
                      + where.sql(),
                  where.after(OPEN));
          Tallies.recount(session, plan);
          return rows;
        });
  }
}
