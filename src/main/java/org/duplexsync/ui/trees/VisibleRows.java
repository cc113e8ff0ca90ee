package org.duplexsync.ui.trees;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.TreeRow;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.trees.Node.State;

/** Finds places among the visible rows of both trees. */
final class VisibleRows {
  private VisibleRows() {}

  /** Left on a closed row leads to its directory. */
  static int parentOf(List<Node> rows, int index) {
    int depth = rows.get(index).depth();
    int at = index;
    while (at > 0 && rows.get(at).depth() >= depth) {
      at--;
    }
    return at;
  }

  static int indexOf(List<Node> rows, RelPath path) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).path().equals(path)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The next visible row that differs, in the direction of {@code step}; itself if there is none.
   */
  static int nextDifference(List<Node> rows, int from, int step) {
    for (int i = from + step; i >= 0 && i < rows.size(); i += step) {
      if (rows.get(i).row().differs()) {
        return i;
      }
    }
    return from;
  }

  /** The next row behind {@code from} whose name starts so, from the top again after the last. */
  static Optional<Integer> startingWith(List<Node> rows, String letters, int from) {
    String wantedName = letters.toLowerCase(Locale.ROOT);
    for (int step = 0; step < rows.size(); step++) {
      int i = (from + step) % rows.size();
      String name = rows.get(i).path().name().toString().toLowerCase(Locale.ROOT);
      if (name.startsWith(wantedName)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** The next visible row that is a conflict, or a closed folder that holds one; itself if none. */
  static int nextConflict(List<Node> rows, int from) {
    for (int step = 1; step <= rows.size(); step++) {
      int i = (from + step) % rows.size();
      if (asks(rows.get(i))) {
        return i;
      }
    }
    return from;
  }

  private static boolean asks(Node node) {
    PlanRow row = node.row().row();
    return (row != null && row.item().bucket() == Bucket.CONFLICT)
        || (node.state() == State.CLOSED && node.row().below().containsKey(Bucket.CONFLICT));
  }

  /** What differs in each part of the rows shown. */
  static List<Set<Bucket>> overview(List<Node> rows, int parts) {
    List<Set<Bucket>> all = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      Set<Bucket> here = EnumSet.noneOf(Bucket.class);
      long end = (long) rows.size() * (part + 1) / parts;
      long start = Math.min((long) rows.size() * part / parts, Math.max(0, end - 1));
      for (long i = start; i < end; i++) {
        TreeRow row = rows.get((int) i).row();
        here.addAll(row.below().keySet());
        if (row.row() != null) {
          here.add(row.row().item().bucket());
        }
      }
      all.add(here);
    }
    return all;
  }
}
