package org.duplexsync.store;

import java.util.Collection;
import java.util.List;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * The witness's side of one pair: which generation is on both servers' disks, which is being made,
 * and which paths were written since. Order: {@link #begin}, sync both servers with the number it
 * gives, {@link #commit} with it.
 */
public final class Generations {
  private final Db db;
  private final int pair;

  Generations(Db db, int pair) {
    this.db = db;
    this.pair = pair;
  }

  /**
   * @param committed is on both servers
   * @param pending may be on either; null if none is under way
   */
  public record Generation(long committed, @Nullable Long pending) {
    /** Whether a server's witness may say this. */
    public boolean allows(long witness) {
      return witness == committed || (pending != null && witness == pending);
    }
  }

  /**
   * A path that was written and may not be on a disk yet.
   *
   * @param bootA the boot id of A when it was written; {@code bootB} likewise
   */
  public record Unsynced(RelPath path, String bootA, String bootB) {}

  public Generation current() {
    return db.read(session -> {
      Generation generation =
          session.first(
              "SELECT generation, pending FROM pair WHERE id = ?",
              row -> {
                long committed = row.getLong(1);
                long pending = row.getLong(2);
                return new Generation(committed, row.wasNull() ? null : pending);
              },
              pair);
      return generation == null ? new Generation(0, null) : generation;
    });
  }

  /** Makes the next generation pending, durably, and returns its number. */
  public long begin() {
    return db.write(
        Db.Sync.DURABLE,
        session -> {
          session.update("UPDATE pair SET pending = generation + 1 WHERE id = ?", pair);
          return session.number("SELECT pending FROM pair WHERE id = ?", pair);
        });
  }

  /**
   * Both servers have this generation: what was marked before it began is on their disks. Two may
   * be under way at once, and end in any order: none takes back what the other has reached or
   * begun.
   */
  public void commit(long generation) {
    db.write(
        Db.Sync.DURABLE,
        session -> {
          session.update(
              "UPDATE pair SET generation = max(generation, ?),"
                  + " pending = CASE WHEN pending > ? THEN pending END WHERE id = ?",
              generation,
              generation,
              pair);
          return session.update(
              "DELETE FROM unsynced WHERE pair = ? AND generation < ?", pair, generation);
        });
  }

  /** Takes what a server's witness says as the truth, after an operator has seen it. */
  public void adopt(long generation) {
    db.write(
        Db.Sync.DURABLE,
        session ->
            session.update(
                "UPDATE pair SET generation = ?, pending = NULL WHERE id = ?", generation, pair));
  }

  /** Notes that paths were written; belongs into the transaction that records them as agreed. */
  public void mark(Collection<RelPath> paths, String bootA, String bootB) {
    db.write(
        Db.Sync.DURABLE,
        session -> {
          // what is written while a generation is being synced belongs to the next one
          long last =
              session.number("SELECT ifnull(pending, generation) FROM pair WHERE id = ?", pair);
          Batch batch =
              new Batch(session, "INSERT OR REPLACE INTO unsynced VALUES (?, ?, ?, ?, ?)");
          for (RelPath path : paths) {
            batch.add(pair, path.toArray(), last, bootA, bootB);
          }
          batch.run();
          return paths.size();
        });
  }

  /** In byte order of the path. */
  public List<Unsynced> unsynced() {
    return db.read(session ->
        session.list(
            "SELECT path, boot_a, boot_b FROM unsynced WHERE pair = ? ORDER BY path",
            row -> new Unsynced(RelPath.of(row.getBytes(1)), row.getString(2), row.getString(3)),
            pair));
  }
}
