package org.duplexsync.ui.trees;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.duplexsync.control.TreeRow;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;

/**
 * By what the entries of each directory are sorted. What is in a directory stays below it; by
 * anything but the path folders come first.
 */
record TreeOrder(Key key, boolean descending) {
  enum Key {
    PATH,
    /** When a file was modified; what isn't there comes first. */
    TIME_A,
    TIME_B,
    /** What differs first, by kind. */
    ACTION
  }

  static final TreeOrder BY_PATH = new TreeOrder(Key.PATH, false);

  Comparator<TreeRow> comparator() {
    Comparator<TreeRow> path = Comparator.comparing(TreeRow::path);
    return switch (key) {
      case PATH -> descending ? path.reversed() : path;
      case TIME_A -> foldersFirst(Comparator.comparing(row -> time(row, Side.A)), path);
      case TIME_B -> foldersFirst(Comparator.comparing(row -> time(row, Side.B)), path);
      case ACTION -> {
        Comparator<TreeRow> action = Comparator.comparingInt(TreeOrder::rank);
        yield (descending ? action.reversed() : action).thenComparing(path);
      }
    };
  }

  private Comparator<TreeRow> foldersFirst(Comparator<TreeRow> then, Comparator<TreeRow> path) {
    return Comparator.comparing((TreeRow row) -> !row.isDirectory())
        .thenComparing(descending ? then.reversed() : then)
        .thenComparing(path);
  }

  private static Instant time(TreeRow row, Side side) {
    return row.seen(side) instanceof Seen.Present(Entry entry) && entry.kind() != Kind.DIRECTORY
        ? entry.mtime()
        : Instant.MIN;
  }

  @SuppressWarnings("EnumOrdinal") // buckets stand in the order in which they want to be read
  private static int rank(TreeRow row) {
    if (row.row() != null) {
      return row.row().item().bucket().ordinal();
    }
    return row.below().keySet().stream()
        .mapToInt(Enum::ordinal)
        .min()
        .orElse(row.elsewhere() == null ? Integer.MAX_VALUE : Integer.MAX_VALUE - 1);
  }

  /** Rows that are sorted in another way, with what is open. */
  List<Node> sorted(List<Node> rows) {
    List<Node> all = new ArrayList<>(rows.size());
    sort(rows, 0, rows.size(), all);
    return all;
  }

  private record Branch(Node node, int start, int end) {}

  private void sort(List<Node> rows, int from, int to, List<Node> into) {
    List<Branch> branches = new ArrayList<>();
    int at = from;
    while (at < to) {
      int end = at + 1;
      while (end < to && rows.get(end).depth() > rows.get(at).depth()) {
        end++;
      }
      branches.add(new Branch(rows.get(at), at + 1, end));
      at = end;
    }
    branches.sort(Comparator.comparing(branch -> branch.node().row(), comparator()));
    for (Branch branch : branches) {
      into.add(branch.node());
      sort(rows, branch.start(), branch.end(), into);
    }
  }
}
