package org.duplexsync.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
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
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/** Rows of a plan in path order: a small one with every case, and as many alike as wanted. */
public interface SampleRows {
  Instant AGREED = Instant.parse("2026-11-22T12:55:00Z");
  Instant A_EDIT = Instant.parse("2026-11-22T16:15:00Z");
  Instant B_EDIT = Instant.parse("2026-11-22T16:21:00Z");
  Set<Choice> SIDES = EnumSet.of(Choice.A_TO_B, Choice.B_TO_A, Choice.SKIP);
  Set<Choice> ALL_CHOICES = EnumSet.of(Choice.A_TO_B, Choice.B_TO_A, Choice.KEEP_BOTH, Choice.SKIP);

  int size();

  PlanItem at(int index);

  static Entry entry(Kind kind, long size, Instant mtime, int mode) {
    return new Entry(
        kind,
        size,
        mtime,
        mode,
        "webmgr",
        "www-data",
        kind == Kind.SYMLINK ? Bytes.of("releases/2026-11-20") : null,
        new FileId(1, mtime, 1));
  }

  static Seen file(long size, Instant mtime) {
    return new Seen.Present(entry(Kind.FILE, size, mtime, 0664));
  }

  static @Nullable Agreed agreed(long size) {
    Entry entry = entry(Kind.FILE, size, AGREED, 0664);
    return new Agreed(entry, null, Agreed.How.HASHED, new FileId(2, AGREED, 1), AGREED);
  }

  /** One difference of each kind, as after an outage. */
  static SampleRows everyCase() {
    List<Item> items = new ArrayList<>();
    items.add(
        item("cgi/updatetestfile.cgi", Bucket.CONFLICT, file(84, A_EDIT), file(128, B_EDIT))
            .base(agreed(80))
            .changes(edited(), edited())
            .choices(ALL_CHOICES, Choice.B_TO_A, false)
            .because("edited on A 16:15 and on B 16:21, agreed 12:55; B is newer"));
    items.add(
        item("cgi/report.pl", Bucket.CONFLICT, file(3011, A_EDIT), Seen.ABSENT)
            .base(agreed(3000))
            .changes(edited(), new Change.Deleted())
            .choices(SIDES, Choice.A_TO_B, false)
            .because("edited on A 16:15, deleted on B since 12:55; the edit is kept"));
    items.add(
        item("images/imgfile3.png", Bucket.DELETE, file(48_211, AGREED), Seen.ABSENT)
            .base(agreed(48_211))
            .changes(new Change.None(), new Change.Deleted())
            .choices(SIDES, Choice.A_TO_B, false)
            .because("deleted on B since 12:55, unchanged on A; at start nothing is deleted"));
    items.add(
        item("images/banner.png", Bucket.OVERWRITE, file(181_482, A_EDIT), file(170_004, AGREED))
            .base(agreed(170_004))
            .changes(edited(), new Change.None())
            .choices(SIDES, Choice.A_TO_B, true)
            .because("edited on A 16:15, unchanged on B since 12:55"));
    items.add(
        item(
                "images/2026/11/a-very-long-directory-name-for-pictures/and-a-long-file-name.jpeg",
                Bucket.NEW,
                Seen.ABSENT,
                file(4_181_482, B_EDIT))
            .changes(new Change.None(), new Change.Created())
            .choices(SIDES, Choice.B_TO_A, true)
            .because("new on B 16:21"));
    items.add(
        item("images/tgt-a-new1.png", Bucket.NEW, file(1204, A_EDIT), Seen.ABSENT)
            .changes(new Change.Created(), new Change.None())
            .choices(SIDES, Choice.A_TO_B, true)
            .because("new on A 16:15"));
    items.add(
        item("js/menu.js", Bucket.MOVE, file(9120, AGREED), Seen.ABSENT)
            .from("js/mod/menu.js", file(9120, AGREED))
            .base(agreed(9120))
            .changes(new Change.Moved(RelPath.of("js/mod/menu.js"), false), new Change.None())
            .choices(SIDES, Choice.A_TO_B, true)
            .because("moved on A from js/mod/menu.js; no bytes are sent"));
    items.add(
        item("cgi/status.cgi", Bucket.METADATA, file(640, AGREED), file(640, AGREED))
            .base(agreed(640))
            .changes(new Change.Metadata(Set.of(Field.MODE)), new Change.None())
            .choices(SIDES, Choice.A_TO_B, true)
            .because("mode 0664 became 0775 on A"));
    items.add(
        item("current", Bucket.RETYPE, link(), file(12, AGREED))
            .base(agreed(12))
            .changes(new Change.Retyped(Kind.FILE, Kind.SYMLINK), new Change.None())
            .choices(SIDES, Choice.A_TO_B, true)
            .because("a file became a link on A; the file is kept as a version"));
    items.add(
        item(
                "private/key.pem",
                Bucket.BLOCKED,
                new Seen.Unknown("no right to read"),
                file(9, AGREED))
            .changes(new Change.Unknown("no right to read"), new Change.None())
            .choices(EnumSet.of(Choice.SKIP), Choice.SKIP, false)
            .because("webmgr can't read it on A: chmod g+r, or exclude it"));
    return of(items.stream().map(Item::done).toList());
  }

  private static Seen link() {
    return new Seen.Present(entry(Kind.SYMLINK, 0, A_EDIT, 0777));
  }

  private static Change edited() {
    return new Change.Edited(Set.of(Field.CONTENT));
  }

  private static Item item(String path, Bucket bucket, Seen a, Seen b) {
    return item(RelPath.of(path), bucket, a, b);
  }

  private static Item item(RelPath path, Bucket bucket, Seen a, Seen b) {
    return new Item(path, bucket, a, b);
  }

  static SampleRows of(List<PlanItem> items) {
    List<PlanItem> sorted = items.stream().sorted(Comparator.comparing(PlanItem::path)).toList();
    return new SampleRows() {
      @Override
      public int size() {
        return sorted.size();
      }

      @Override
      public PlanItem at(int index) {
        return sorted.get(index);
      }
    };
  }

  static PlanItem newOnA(String path) {
    return newOnA(RelPath.of(path));
  }

  static PlanItem newOnA(RelPath path) {
    return item(path, Bucket.NEW, file(1204, A_EDIT), Seen.ABSENT)
        .changes(new Change.Created(), new Change.None())
        .choices(SIDES, Choice.A_TO_B, true)
        .because("new on A 16:15")
        .done();
  }

  /** New files on A, each 1000th a conflict; made when they are asked for. */
  static SampleRows many(int count) {
    return new SampleRows() {
      @Override
      public int size() {
        return count;
      }

      @Override
      public PlanItem at(int i) {
        String path =
            String.format("images/%03d/%03d/picture-%08d.png", i / 10000, i / 100 % 100, i);
        return i % 1000 == 999
            ? item(path, Bucket.CONFLICT, file(i, A_EDIT), file(i + 1, B_EDIT))
                .changes(edited(), edited())
                .choices(ALL_CHOICES, Choice.B_TO_A, false)
                .because("edited on A 16:15 and on B 16:21, agreed 12:55; B is newer")
                .done()
            : item(path, Bucket.NEW, file(i, A_EDIT), Seen.ABSENT)
                .changes(new Change.Created(), new Change.None())
                .choices(SIDES, Choice.A_TO_B, true)
                .because("new on A 16:15")
                .done();
      }
    };
  }

  /** A plan item being put together. */
  final class Item {
    private final RelPath path;
    private final Bucket bucket;
    private final Seen a;
    private final Seen b;
    private PlanItem.@Nullable Origin origin;
    private @Nullable Agreed base;
    private Change changeA = new Change.None();
    private Change changeB = new Change.None();
    private Set<Choice> choices = SIDES;
    private Choice proposal = Choice.SKIP;
    private boolean safe;
    private String reason = "";

    private Item(RelPath path, Bucket bucket, Seen a, Seen b) {
      this.path = path;
      this.bucket = bucket;
      this.a = a;
      this.b = b;
    }

    Item from(String old, Seen b) {
      origin = new PlanItem.Origin(RelPath.of(old), Seen.ABSENT, b, false);
      return this;
    }

    Item base(@Nullable Agreed agreed) {
      base = agreed;
      return this;
    }

    Item changes(Change onA, Change onB) {
      changeA = onA;
      changeB = onB;
      return this;
    }

    Item choices(Set<Choice> offered, Choice proposed, boolean isSafe) {
      choices = offered;
      proposal = proposed;
      safe = isSafe;
      return this;
    }

    Item because(String sentence) {
      reason = sentence;
      return this;
    }

    PlanItem done() {
      return new PlanItem(
          path, origin, bucket, a, b, base, changeA, changeB, choices, proposal, safe, reason);
    }
  }
}
