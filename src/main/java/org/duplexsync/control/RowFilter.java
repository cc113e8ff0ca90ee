package org.duplexsync.control;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * What an operator looks for among the rows; all conditions must hold.
 *
 * @param words each is part of the path as it is shown, in small letters; capitals don't matter
 * @param extensions the name ends with a dot and one of these, in small letters; empty: any
 * @param minSize the larger side has at least so many bytes, {@code maxSize} at most; 0 and {@link
 *     Long#MAX_VALUE}: any
 * @param changed something happened on this side; null: on any
 * @param marks the row is all of these
 */
public record RowFilter(
    List<String> words,
    Set<String> extensions,
    long minSize,
    long maxSize,
    @Nullable Side changed,
    Set<Mark> marks) {
  public static final RowFilter NONE =
      new RowFilter(List.of(), Set.of(), 0, Long.MAX_VALUE, null, Set.of());

  /** What a row can be. */
  public enum Mark {
    CONFLICT,
    DELETE,
    BLOCKED,
    SAFE,
    /** Decided by hand. */
    MINE,
    UNDECIDED,
    /** Neither done nor left on purpose. */
    WAITING,
    DONE,
    FAILED,
    /** Changed since it was reviewed. */
    DRIFTED,
    FILE,
    FOLDER,
    LINK
  }

  public RowFilter {
    words = List.copyOf(words);
    extensions = Set.copyOf(extensions);
    marks = Set.copyOf(marks);
  }

  public boolean isNone() {
    return equals(NONE);
  }

  public boolean test(PlanRow row) {
    PlanItem item = row.item();
    return (changed == null || !(item.change(changed) instanceof Change.None))
        && marks.stream().allMatch(mark -> is(row, mark))
        && sizeFits(item)
        && pathFits(item);
  }

  private boolean sizeFits(PlanItem item) {
    if (minSize == 0 && maxSize == Long.MAX_VALUE) {
      return true;
    }
    long size = Math.max(size(item.a()), size(item.b()));
    return size >= minSize && size <= maxSize;
  }

  private static long size(Seen seen) {
    return seen instanceof Seen.Present(Entry entry) && entry.isFile() ? entry.size() : -1;
  }

  private boolean pathFits(PlanItem item) {
    if (words.isEmpty() && extensions.isEmpty()) {
      return true;
    }
    String path = item.path().toString().toLowerCase(Locale.ROOT);
    return words.stream().allMatch(path::contains)
        && (extensions.isEmpty() || extensions.stream().anyMatch(end -> path.endsWith("." + end)));
  }

  private static boolean is(PlanRow row, Mark mark) {
    PlanItem item = row.item();
    return switch (mark) {
      case CONFLICT -> item.bucket() == Bucket.CONFLICT;
      case DELETE -> item.bucket() == Bucket.DELETE;
      case BLOCKED -> item.bucket() == Bucket.BLOCKED;
      case SAFE -> item.safe();
      case MINE -> row.decision() != null;
      case UNDECIDED -> row.decision() == null;
      case WAITING ->
          !(row.outcome() instanceof Outcome.Done || row.outcome() instanceof Outcome.Kept);
      case DONE -> row.outcome() instanceof Outcome.Done;
      case FAILED -> row.outcome() instanceof Outcome.Failed;
      case DRIFTED -> row.drifted();
      case FILE -> is(item, Kind.FILE);
      case FOLDER -> is(item, Kind.DIRECTORY);
      case LINK -> is(item, Kind.SYMLINK);
    };
  }

  private static boolean is(PlanItem item, Kind kind) {
    return is(item.a(), kind) || is(item.b(), kind);
  }

  private static boolean is(Seen seen, Kind kind) {
    return seen instanceof Seen.Present(Entry entry) && entry.kind() == kind;
  }
}
