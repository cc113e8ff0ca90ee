package org.duplexsync.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.duplexsync.engine.planning.Looker;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Guards;
import org.jspecify.annotations.Nullable;

/** What live mode asks about rows. */
final class LiveRows {
  /** From this size on a file travels beside the others. */
  static final long LARGE = 1 << 20;

  private LiveRows() {}

  static Side to(PlanRow row) {
    return row.choice() == Choice.B_TO_A ? Side.A : Side.B;
  }

  /** Content that would travel. */
  static long bytes(PlanRow row) {
    Entry source = file(row.item().seen(to(row).other()));
    return source == null || row.item().origin() != null ? 0 : source.size();
  }

  /** A large file alone, which nothing else depends on. */
  static boolean isLarge(PlanRow row) {
    PlanItem item = row.item();
    boolean copies = row.choice() == Choice.A_TO_B || row.choice() == Choice.B_TO_A;
    return copies
        && item.origin() == null
        && file(item.seen(to(row).other())) != null
        && !isDirectory(item.seen(to(row)))
        && bytes(row) >= LARGE;
  }

  /**
   * Where a link that is to be made leads within the root; null: it is none, or leads elsewhere.
   */
  static @Nullable RelPath linkTarget(PlanRow row) {
    if (!(row.item().seen(to(row).other()) instanceof Seen.Present(Entry entry))
        || entry.target() == null) {
      return null;
    }
    Deque<String> names = new ArrayDeque<>();
    RelPath parent = row.path().parent();
    String from = parent == null || parent.isRoot() ? "" : text(parent.toArray()) + "/";
    for (String name : (from + text(entry.target().toArray())).split("/", -1)) {
      if (name.equals("..") && names.pollLast() == null) {
        return null;
      } else if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
        names.addLast(name);
      }
    }
    boolean absolute = entry.target().length() > 0 && entry.target().toArray()[0] == '/';
    return absolute || names.isEmpty()
        ? null
        : RelPath.of(String.join("/", names).getBytes(ISO_8859_1));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  /** What is proposed follows from which time is the later one. */
  static boolean restsOnTimes(PlanItem item) {
    return switch (item.bucket()) {
      case CONFLICT -> true;
      case METADATA -> item.base() == null;
      case OVERWRITE ->
          item.changeA() instanceof Change.WentBack || item.changeB() instanceof Change.WentBack;
      case NEW, DELETE, MOVE, RETYPE, BLOCKED -> false;
    };
  }

  /** It can't be told now, and may be told in a moment. */
  static boolean isRestless(PlanItem item) {
    return item.bucket() == Bucket.BLOCKED
        && (Looker.RESTLESS.equals(item.a()) || Looker.RESTLESS.equals(item.b()));
  }

  /** A listing was cut: it waits, and the next look may tell. */
  static boolean isUnlisted(PlanItem item) {
    return item.bucket() == Bucket.BLOCKED
        && (Guards.isUnlisted(item.a()) || Guards.isUnlisted(item.b()));
  }

  private static @Nullable Entry file(Seen seen) {
    return seen instanceof Seen.Present(Entry entry) && entry.isFile() ? entry : null;
  }

  private static boolean isDirectory(Seen seen) {
    return seen instanceof Seen.Present(Entry entry) && entry.isDirectory();
  }

  static boolean isOfDirectory(PlanItem item) {
    return isDirectory(item.a()) || isDirectory(item.b());
  }

  /** Something would come to be where nothing is. */
  static boolean makes(PlanRow row) {
    boolean copies = row.choice() == Choice.A_TO_B || row.choice() == Choice.B_TO_A;
    return copies
        && row.item().seen(to(row)) instanceof Seen.Absent
        && row.item().seen(to(row).other()) instanceof Seen.Present;
  }

  /** A directory would have to be empty for this to be done. */
  static boolean replacesDirectory(PlanRow row) {
    return isDirectory(row.item().seen(to(row))) && !isDirectory(row.item().seen(to(row).other()));
  }

  /** As the row with another reason, waiting for a person. */
  static PlanRow failed(PlanRow row, String why) {
    PlanItem item = row.item();
    PlanItem told =
        item.dealt(item.bucket(), Set.copyOf(item.choices()), item.proposal(), false)
            .because(item.reason() + "; it failed: " + why);
    return PlanRow.of(told, row.hashA(), row.hashB());
  }
}
