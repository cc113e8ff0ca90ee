package org.duplexsync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duplexsync.model.Column;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanState;
import org.duplexsync.model.RaisedHalt;
import org.jspecify.annotations.Nullable;

/** The plans of one pair: their headers, and the way to their rows and decisions. */
public final class Plans {
  private static final Column[] COLUMNS = Column.values();
  private static final PlanState[] STATES = PlanState.values();

  private final Db db;
  private final InstantSource clock;
  private final String pair;
  private final int pairId;

  Plans(Db db, InstantSource clock, String pair, int pairId) {
    this.db = db;
    this.clock = clock;
    this.pair = pair;
    this.pairId = pairId;
  }

  /**
   * Begins a plan.
   *
   * @param agreed when the sides last agreed on anything; null: never
   * @param facts what the banner needs, by name
   */
  public long begin(long run, Column column, @Nullable Instant agreed, Map<String, String> facts) {
    return begin(run, column, agreed, facts, false);
  }

  /**
   * Begins a plan of a few paths that is carried out at once and then dropped. It is never the
   * {@link #latest}.
   */
  public long beginBatch(long run, Column column) {
    return begin(run, column, null, Map.of(), true);
  }

  private long begin(
      long run, Column column, @Nullable Instant agreed, Map<String, String> facts, boolean batch) {
    return db.write(
        Db.Sync.RELAXED,
        session -> {
          session.update(
              "INSERT INTO plan (pair, run, policy_column, created, agreed, state, batch)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?)",
              pairId,
              run,
              Enums.number(column),
              Times.of(clock.instant()),
              Times.orNull(agreed),
              Enums.number(batch ? PlanState.READY : PlanState.BUILDING),
              batch);
          long id = session.number("SELECT last_insert_rowid()");
          for (Map.Entry<String, String> fact : facts.entrySet()) {
            session.update("INSERT INTO fact VALUES (?, ?, ?)", id, fact.getKey(), fact.getValue());
          }
          return id;
        });
  }

  public PlanRows rows(long plan) {
    return new PlanRows(db, plan);
  }

  public PlanScans scans(long plan) {
    return new PlanScans(db, plan);
  }

  public Decisions decisions(long plan) {
    return new Decisions(db, clock, plan);
  }

  public void fact(long plan, String name, String value) {
    db.write(
        Db.Sync.RELAXED,
        session ->
            session.update("INSERT OR REPLACE INTO fact VALUES (?, ?, ?)", plan, name, value));
  }

  /** Raises halts: nothing of the plan can be approved before each is acknowledged. */
  public void raise(long plan, List<? extends Halt> halts) {
    Out out = new Out();
    db.write(
        Db.Sync.DURABLE,
        session -> {
          for (Halt halt : halts) {
            HaltCodec.halt(out, halt);
            session.update(
                "INSERT INTO halt SELECT ?1, count(*) + 1, ?2, NULL, NULL FROM halt WHERE plan = ?1",
                plan,
                out.take());
          }
          return halts.size();
        });
  }

  /** Notes who has read a halt; the first to do so counts. */
  public void acknowledge(long plan, int halt, String by) {
    db.write(
        Db.Sync.DURABLE,
        session ->
            session.update(
                "UPDATE halt SET by = ?, at = ? WHERE plan = ? AND number = ? AND by IS NULL",
                by,
                Times.of(clock.instant()),
                plan,
                halt));
  }

  public void state(long plan, PlanState state) {
    db.write(
        Db.Sync.DURABLE,
        session ->
            session.update(
                "UPDATE plan SET state = ? WHERE id = ? AND pair = ?",
                Enums.number(state),
                plan,
                pairId));
  }

  public @Nullable PlanHeader header(long plan) {
    return find("id = ?", plan);
  }

  /** The plan begun last, however far it is. */
  public @Nullable PlanHeader latest() {
    return find("id = (SELECT max(id) FROM plan WHERE pair = ? AND batch = 0)", pairId);
  }

  /** The last plan that was finished building. */
  public @Nullable PlanHeader latestReady() {
    return find(
        "id = (SELECT max(id) FROM plan WHERE pair = ? AND batch = 0 AND state <> "
            + Enums.number(PlanState.BUILDING)
            + ")",
        pairId);
  }

  private @Nullable PlanHeader find(String condition, Object argument) {
    return db.<@Nullable PlanHeader>read(session ->
        session.first(
            "SELECT id, run, policy_column, created, agreed, state FROM plan WHERE pair = ? AND "
                + condition,
            row -> map(session, row),
            pairId,
            argument));
  }

  private PlanHeader map(Session session, ResultSet row) throws SQLException {
    long id = row.getLong(1);
    return new PlanHeader(
        id,
        pair,
        row.getLong(2),
        Enums.value(COLUMNS, row, 3),
        Times.at(row.getLong(4)),
        Times.orNull(row, 5),
        Enums.value(STATES, row, 6),
        facts(session, id),
        halts(session, id),
        Tallies.read(session, id));
  }

  private static Map<String, String> facts(Session session, long plan) throws SQLException {
    Map<String, String> facts = new TreeMap<>();
    session.list(
        "SELECT name, value FROM fact WHERE plan = ?",
        row -> facts.put(row.getString(1), row.getString(2)) == null,
        plan);
    return facts;
  }

  private static List<RaisedHalt> halts(Session session, long plan) throws SQLException {
    In in = new In();
    return session.list(
        "SELECT number, body, by, at FROM halt WHERE plan = ? ORDER BY number",
        row ->
            new RaisedHalt(
                row.getInt(1),
                in.all(row.getBytes(2), () -> HaltCodec.halt(in)),
                row.getString(3),
                Times.orNull(row, 4)),
        plan);
  }

  /**
   * Takes the operators' decisions of an earlier plan over to rows at which nothing has changed;
   * where something has, the row is marked instead. Returns how many were taken over.
   */
  public int carryOver(long from, long to) {
    return db.write(Db.Sync.RELAXED, session -> CarryOver.run(session, from, to));
  }

  /** Forgets all plans before this one; the journal stays. */
  public void dropBefore(long plan) {
    for (long old : older(plan)) {
      drop(old);
    }
  }

  private List<Long> older(long plan) {
    return db.read(session ->
        session.list(
            "SELECT id FROM plan WHERE pair = ? AND batch = 0 AND id < ?",
            row -> row.getLong(1),
            pairId,
            plan));
  }

  /** Forgets the batches that an earlier run left behind; no intent may be open. */
  public void dropBatches() {
    List<Long> batches =
        db.read(session ->
            session.list(
                "SELECT id FROM plan WHERE pair = ? AND batch = 1", row -> row.getLong(1), pairId));
    batches.forEach(this::drop);
  }

  /** Forgets a plan, with all that was decided about it; the journal stays. */
  public void drop(long plan) {
    db.write(
        Db.Sync.RELAXED,
        session -> {
          session.update(
              "DELETE FROM body WHERE id >= ? AND id < ?",
              plan << PlanRowWriter.BODY_BITS,
              (plan + 1) << PlanRowWriter.BODY_BITS);
          for (String table :
              List.of("item", "tally", "undo", "decision", "approval", "halt", "fact")) {
            session.update("DELETE FROM " + table + " WHERE plan = ?", plan);
          }
          return session.update("DELETE FROM plan WHERE id = ?", plan);
        });
  }
}
