package org.duplexsync.commit;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Decision;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.Kind;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/** Entries and rows for tests. */
final class Fixtures {
  static final Instant T0 = Instant.parse("2026-11-22T12:55:00Z");

  private Fixtures() {}

  static Entry file(long inode, long size) {
    return file(inode, size, T0);
  }

  static Entry file(long inode, long size, Instant mtime) {
    return new Entry(Kind.FILE, size, mtime, 0644, "u", "g", null, new FileId(inode, T0, 1));
  }

  static Entry directory(long inode, int mode) {
    return new Entry(Kind.DIRECTORY, 0, T0, mode, "u", "g", null, new FileId(inode, T0, 2));
  }

  static Entry link(long inode, String target) {
    return new Entry(
        Kind.SYMLINK, 0, T0, 0777, "u", "g", Bytes.of(target), new FileId(inode, T0, 1));
  }

  static Seen seen(@Nullable Entry entry) {
    return entry == null ? Seen.ABSENT : new Seen.Present(entry);
  }

  /** A row of which only path and presence matter. */
  static PlanRow row(RelPath path, @Nullable Entry a, @Nullable Entry b, Choice choice) {
    return row(path, a, b, choice, new Change.None(), new Change.None());
  }

  static PlanRow row(
      RelPath path, @Nullable Entry a, @Nullable Entry b, Choice choice, Change onA, Change onB) {
    PlanItem item =
        new PlanItem(
            path,
            null,
            Bucket.NEW,
            seen(a),
            seen(b),
            null,
            onA,
            onB,
            Set.copyOf(EnumSet.allOf(Choice.class)),
            choice,
            false,
            "for a test");
    return new PlanRow(item, null, null, new Decision(choice, "operator:test", T0), null, 1, null);
  }

  /** Rows in a list, as a store would page them. */
  static Rows rows(List<PlanRow> all) {
    List<PlanRow> sorted = all.stream().sorted((x, y) -> x.path().compareTo(y.path())).toList();
    return (after, reverse, limit) ->
        (reverse ? sorted.reversed() : sorted)
            .stream().filter(row -> comes(row, after, reverse)).limit(limit).toList();
  }

  private static boolean comes(PlanRow row, @Nullable RelPath after, boolean reverse) {
    int order = after == null ? 1 : row.path().compareTo(after);
    return after == null || (reverse ? order < 0 : order > 0);
  }
}
