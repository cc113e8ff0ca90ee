package org.duplexsync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.Intent;
import org.duplexsync.model.IntentBatch;
import org.duplexsync.model.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Actions of one pair that are about to be committed. Each change is on the disk when the method
 * returns; only then may a server be touched.
 */
public final class Intents {
  private static final Intent.State[] STATES = Intent.State.values();
  private static final int MOST = 1_000;

  private final Db db;
  private final InstantSource clock;
  private final String pair;
  private final int pairId;

  Intents(Db db, InstantSource clock, String pair, int pairId) {
    this.db = db;
    this.clock = clock;
    this.pair = pair;
    this.pairId = pairId;
  }

  /**
   * Stores a batch of at most 1,000 actions.
   *
   * @param plan whose rows they carry out; 0 if there is none
   */
  public IntentBatch open(long run, long plan, List<Intent> intents) {
    if (intents.size() > MOST) {
      throw new IllegalArgumentException(intents.size() + " intents in one batch");
    }
    return db.write(
        Db.Sync.DURABLE,
        session -> {
          var at = clock.instant();
          session.update(
              "INSERT INTO batch (pair, run, plan, at) VALUES (?, ?, ?, ?)",
              pairId,
              run,
              plan,
              Times.of(at));
          long id = session.number("SELECT last_insert_rowid()");
          Batch batch = new Batch(session, "INSERT INTO intent VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
          for (Intent intent : intents) {
            put(batch, id, intent);
          }
          batch.run();
          return new IntentBatch(id, pair, run, plan, at, intents);
        });
  }

  private static void put(Batch batch, long id, Intent intent) throws SQLException {
    Out out = new Out();
    ChangeCodec.action(out, intent.action());
    batch.add(
        id,
        intent.number(),
        out.take(),
        intent.stage(),
        intent.version(),
        Blobs.of(intent.staged()),
        Blobs.of(intent.hash()),
        Enums.number(intent.state()));
  }

  /** Adds what was staged, before the commit. */
  public void staged(long batch, List<Intent> intents) {
    db.write(
        Db.Sync.DURABLE,
        session -> {
          Batch updates =
              new Batch(
                  session,
                  "UPDATE intent SET staged = ?, sha256 = ?, state = ?"
                      + " WHERE batch = ? AND number = ?");
          for (Intent intent : intents) {
            updates.add(
                Blobs.of(intent.staged()),
                Blobs.of(intent.hash()),
                Enums.number(intent.state()),
                batch,
                intent.number());
          }
          updates.run();
          return intents.size();
        });
  }

  /** What is staged for some of a batch may be thrown away from now on. */
  public void settle(long batch, List<Integer> numbers) {
    db.write(
        Db.Sync.DURABLE,
        session -> {
          Batch updates =
              new Batch(session, "UPDATE intent SET state = ? WHERE batch = ? AND number = ?");
          for (int number : numbers) {
            updates.add(Enums.number(Intent.State.SETTLED), batch, number);
          }
          updates.run();
          return numbers.size();
        });
  }

  /** All of a batch is settled and recorded: forgets it. */
  public void close(long batch) {
    db.write(
        Db.Sync.DURABLE,
        session -> {
          session.update("DELETE FROM intent WHERE batch = ?", batch);
          return session.update("DELETE FROM batch WHERE id = ?", batch);
        });
  }

  /** Batches that were not closed, the oldest first: to be settled before anything is compared. */
  public List<IntentBatch> open() {
    return db.read(session -> {
      List<IntentBatch> heads =
          session.list(
              "SELECT id, run, plan, at FROM batch WHERE pair = ? ORDER BY id",
              row ->
                  new IntentBatch(
                      row.getLong(1),
                      pair,
                      row.getLong(2),
                      row.getLong(3),
                      Times.at(row.getLong(4)),
                      List.of()),
              pairId);
      List<IntentBatch> batches = new ArrayList<>();
      for (IntentBatch head : heads) {
        batches.add(
            new IntentBatch(
                head.id(), pair, head.run(), head.plan(), head.at(), intents(session, head.id())));
      }
      return batches;
    });
  }

  private static List<Intent> intents(Session session, long batch) throws SQLException {
    return session.list(
        "SELECT number, action, stage, version, staged, sha256, state FROM intent"
            + " WHERE batch = ? ORDER BY number",
        Intents::map,
        batch);
  }

  private static Intent map(ResultSet row) throws SQLException {
    In in = new In();
    @Nullable Sha256 hash = Blobs.hash(row, 6);
    return new Intent(
        row.getInt(1),
        in.all(row.getBytes(2), () -> ChangeCodec.action(in)),
        row.getString(3),
        row.getString(4),
        Blobs.entry(row, 5),
        hash,
        Enums.value(STATES, row, 7));
  }
}
