package org.duplexsync.store;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Sha256;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * Hashes by inode, size, mtime and ctime. One per inode: a file that changed takes the place of
 * what it was.
 */
public final class HashCache {
  private final Db db;
  private final int pair;

  HashCache(Db db, int pair) {
    this.db = db;
    this.pair = pair;
  }

  /** A file as it was when it was hashed. */
  public record Known(Entry entry, Sha256 hash) {}

  public @Nullable Sha256 get(Side side, Entry entry) {
    return get(side, List.of(entry)).getFirst();
  }

  /** In the order asked; null where the hash isn't known. */
  public List<@Nullable Sha256> get(Side side, List<Entry> entries) {
    Out out = new Out();
    return db.read(session -> {
      List<@Nullable Sha256> hashes = new ArrayList<>();
      for (Entry entry : entries) {
        hashes.add(
            session.first(
                "SELECT sha256 FROM hash WHERE pair = ? AND side = ? AND inode = ? AND look = ?",
                row -> Blobs.hash(row, 1),
                pair,
                Enums.number(side),
                entry.id().inode(),
                look(out, entry)));
      }
      return hashes;
    });
  }

  /**
   * Remembers hashes. Not for a file whose ctime lies within its file system's tick of the look: it
   * may change again without showing it.
   *
   * @param run in which they were taken
   */
  public void put(long run, Side side, List<Known> files) {
    Out out = new Out();
    db.write(
        Db.Sync.RELAXED,
        session -> {
          Batch batch = new Batch(session, "INSERT OR REPLACE INTO hash VALUES (?, ?, ?, ?, ?, ?)");
          for (Known file : files) {
            batch.add(
                pair,
                Enums.number(side),
                file.entry().id().inode(),
                look(out, file.entry()),
                Blobs.of(file.hash()),
                run);
          }
          batch.run();
          return files.size();
        });
  }

  /** Forgets all of a side: its machine was started anew, and may have lost what it had written. */
  public void forget(Side side) {
    db.write(
        Db.Sync.RELAXED,
        session ->
            session.update(
                "DELETE FROM hash WHERE pair = ? AND side = ?", pair, Enums.number(side)));
  }

  /** Forgets what was taken before a run. */
  public int forgetBefore(long run) {
    return db.write(
        Db.Sync.RELAXED,
        session -> session.update("DELETE FROM hash WHERE pair = ? AND run < ?", pair, run));
  }

  private static byte[] look(Out out, Entry entry) {
    out.number(entry.size());
    out.instant(entry.mtime());
    out.instant(entry.id().ctime());
    return out.take();
  }
}
