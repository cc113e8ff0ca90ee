package org.duplexsync.store;

import java.time.InstantSource;
import java.util.Optional;
import org.duplexsync.model.Sha256;

/**
 * Contents of small files as they were agreed, by hash: the base of a three-way merge. Bounded in
 * size; what was put in first goes first.
 */
public final class BaseTexts {
  /** Nothing larger is kept. */
  public static final int MAX_BYTES = 1 << 20;

  private final Db db;
  private final InstantSource clock;

  BaseTexts(Db db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  /** Returns false, and keeps nothing, if the content is larger than {@link #MAX_BYTES}. */
  public boolean put(Sha256 hash, byte[] content) {
    if (content.length > MAX_BYTES) {
      return false;
    }
    db.write(
        Db.Sync.RELAXED,
        session ->
            session.update(
                "INSERT OR REPLACE INTO text VALUES (?, ?, ?)",
                Blobs.of(hash),
                content,
                Times.of(clock.instant())));
    return true;
  }

  public Optional<byte[]> get(Sha256 hash) {
    return db.read(session ->
        Optional.ofNullable(
            session.first(
                "SELECT content FROM text WHERE sha256 = ?",
                row -> row.getBytes(1),
                Blobs.of(hash))));
  }

  /** Drops the oldest until at most so many bytes are kept. Returns how many contents went. */
  public int shrink(long bytes) {
    return db.write(
        Db.Sync.RELAXED,
        session ->
            session.update(
                "DELETE FROM text WHERE sha256 IN (SELECT sha256 FROM (SELECT sha256,"
                    + " sum(length(content)) OVER (ORDER BY at DESC, sha256) AS kept FROM text)"
                    + " WHERE kept > ?)",
                bytes));
  }
}
