package org.duplexsync.store;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.FileId;
import org.duplexsync.model.Kind;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Sha256;

/** Entries and rows for tests. */
public final class Rows {
  public static final Instant T0 = Instant.parse("2026-11-22T12:55:00.123456789Z");

  private Rows() {}

  public static Entry file(long inode, long size, Instant mtime) {
    return new Entry(
        Kind.FILE, size, mtime, 0644, "webmgr", "www", null, new FileId(inode, mtime, 1));
  }

  public static Agreed agreed(Entry entry) {
    return new Agreed(
        entry,
        hash(entry.size()),
        Agreed.How.HASHED,
        new FileId(entry.id().inode() + 1_000_000, entry.mtime(), 1),
        entry.mtime());
  }

  public static Sha256 hash(long seed) {
    byte[] bytes = new byte[32];
    new Random(seed).nextBytes(bytes);
    return Sha256.of(bytes);
  }

  public static Seen seen(Entry entry) {
    return new Seen.Present(entry);
  }

  /** New on A, safe, goes to B. */
  public static PlanRow created(String path, long size) {
    return row(path, Bucket.NEW, seen(file(1, size, T0)), Seen.ABSENT, Choice.A_TO_B, true);
  }

  /** Deleted on A since agreed; the default carries the delete to B. */
  public static PlanRow deleted(String path) {
    return row(path, Bucket.DELETE, Seen.ABSENT, seen(file(2, 10, T0)), Choice.A_TO_B, false);
  }

  /** Edited on both; B is newer. */
  public static PlanRow conflict(String path, Choice proposal) {
    return row(
        path,
        Bucket.CONFLICT,
        seen(file(3, 10, T0)),
        seen(file(4, 20, T0.plusSeconds(9))),
        proposal,
        false);
  }

  public static PlanRow blocked(String path) {
    PlanItem item =
        new PlanItem(
            RelPath.of(path),
            null,
            Bucket.BLOCKED,
            new Seen.Unknown("not readable"),
            Seen.ABSENT,
            null,
            new Change.Unknown("not readable"),
            new Change.None(),
            Set.of(Choice.SKIP),
            Choice.SKIP,
            false,
            "A can't be read");
    return PlanRow.of(item);
  }

  private static PlanRow row(
      String path, Bucket bucket, Seen a, Seen b, Choice proposal, boolean safe) {
    PlanItem item =
        new PlanItem(
            RelPath.of(path),
            null,
            bucket,
            a,
            b,
            agreed(file(7, 5, T0.minusSeconds(60))),
            a instanceof Seen.Absent
                ? new Change.Deleted()
                : new Change.Edited(Set.of(Field.CONTENT)),
            b instanceof Seen.Absent || bucket == Bucket.DELETE
                ? new Change.None()
                : new Change.Edited(EnumSet.allOf(Field.class)),
            EnumSet.of(Choice.A_TO_B, Choice.B_TO_A, Choice.SKIP),
            proposal,
            safe,
            "because of " + path);
    return PlanRow.of(item, hash(path.length()), null);
  }

  /** Any entry, from a seed. */
  public static Entry any(Random random) {
    Kind kind = List.of(Kind.values()).get(random.nextInt(4));
    Instant mtime =
        Instant.ofEpochSecond(
            random.nextLong(-100_000_000_000L, 100_000_000_000L), random.nextInt(1_000_000_000));
    return new Entry(
        kind,
        random.nextLong() >>> (1 + random.nextInt(63)),
        mtime,
        random.nextInt(010000),
        random.nextBoolean() ? "webmgr" : "user" + random.nextInt(100),
        random.nextBoolean() ? "" : "größe" + random.nextInt(100),
        kind == Kind.SYMLINK ? bytes(random, 1 + random.nextInt(100)) : null,
        new FileId(
            random.nextLong(),
            mtime.plusNanos(random.nextInt()),
            random.nextInt(Integer.MAX_VALUE)));
  }

  private static Bytes bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
