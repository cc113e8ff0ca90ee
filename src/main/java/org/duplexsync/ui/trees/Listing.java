package org.duplexsync.ui.trees;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.Matches;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.RowOrder;
import org.duplexsync.control.RowQuery;
import org.duplexsync.control.TreeRow;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.trees.Node.State;
import org.jspecify.annotations.Nullable;

/**
 * What was listed of both trees, directory by directory, and what is seen of it. A filter asks the
 * plan, not the servers: of a directory that was listed before only what leads to matches is shown.
 * Used in the background.
 */
final class Listing {
  /** So few matches are shown with the folders on the way to them opened. */
  static final int FEW = 30;

  private static final int FEW_FOLDERS = 20;

  /**
   * What is to be seen.
   *
   * @param open directories that were opened
   * @param shut those that were closed although they lead to a match
   * @param sieved only what this selects in the plan, and the way to it; null: no filter
   */
  record View(
      Set<RelPath> open,
      Set<RelPath> shut,
      boolean differencesOnly,
      @Nullable RowQuery sieved,
      TreeOrder order) {
    View {
      open = Set.copyOf(open);
      shut = Set.copyOf(shut);
    }
  }

  /**
   * @param matching how many rows of the plan the filter selects; 0 without one
   */
  record Shown(List<Node> nodes, long matching) {}

  private final PairControl control;
  private final boolean last;
  private final Map<RelPath, List<TreeRow>> held = new ConcurrentHashMap<>();

  /**
   * @param last what was compared last, not what the servers say
   */
  Listing(PairControl control, boolean last) {
    this.control = control;
    this.last = last;
  }

  /** Whether it tells what was compared last. */
  boolean isLast() {
    return last;
  }

  private List<TreeRow> list(RelPath directory) throws ControlException {
    List<TreeRow> now = last ? control.known(directory) : control.children(directory);
    held.put(directory, now);
    return now;
  }

  private List<TreeRow> held(RelPath directory) throws ControlException {
    List<TreeRow> known = held.get(directory);
    return known == null ? list(directory) : known;
  }

  /** Lists only what is needed and was not listed before. */
  Shown nodes(View view) throws ControlException {
    List<TreeRow> root = held(RelPath.ROOT);
    if (view.sieved() == null) {
      List<Node> nodes = new ArrayList<>();
      collect(root, 0, view, new HashSet<>(view.open()), nodes);
      return new Shown(view.order().sorted(nodes), 0);
    }
    long matching =
        control.matches(view.sieved(), RelPath.ROOT).stream().mapToLong(Matches::count).sum();
    Set<RelPath> opened = new HashSet<>(view.open());
    if (matching <= FEW) {
      opened.addAll(ways(view.sieved()));
    }
    opened.removeAll(view.shut());
    List<Node> nodes = new ArrayList<>();
    collect(sieved(RelPath.ROOT, root, view.sieved()), 0, view, opened, nodes);
    return new Shown(view.order().sorted(nodes), matching);
  }

  /** The directories that hold what matches. */
  private Set<RelPath> ways(RowQuery query) throws ControlException {
    Set<RelPath> ways = new HashSet<>();
    for (PlanRow row : control.page(query, RowOrder.BY_PATH, 0, FEW).rows()) {
      RelPath up = row.item().path().parent();
      while (up != null && !up.isRoot() && ways.size() < FEW_FOLDERS) {
        ways.add(up);
        up = up.parent();
      }
    }
    return ways;
  }

  private void collect(
      List<TreeRow> rows, int depth, View view, Set<RelPath> opened, List<Node> into)
      throws ControlException {
    for (TreeRow row : rows) {
      if (isSeen(row, view)) {
        boolean isOpen = isOpen(row, view, opened);
        into.add(isOpen ? Node.of(row, depth).with(State.OPEN) : Node.of(row, depth));
        if (isOpen) {
          collect(below(row.path(), view), depth + 1, view, opened, into);
        }
      }
    }
  }

  /** What is only opened for a match stays closed if its server can't be asked. */
  private boolean isOpen(TreeRow row, View view, Set<RelPath> opened) throws ControlException {
    if (!row.isDirectory() || !opened.contains(row.path())) {
      return false;
    }
    try {
      held(row.path());
      return true;
    } catch (ControlException e) {
      if (view.open().contains(row.path())) {
        throw e;
      }
      opened.retainAll(held.keySet());
      return false;
    }
  }

  private List<TreeRow> below(RelPath directory, View view) throws ControlException {
    List<TreeRow> all = held(directory);
    return view.sieved() == null ? all : sieved(directory, all, view.sieved());
  }

  private static boolean isSeen(TreeRow row, View view) {
    return view.sieved() != null || !view.differencesOnly() || row.differs();
  }

  /** What matches, with the count of what matches below. */
  private List<TreeRow> sieved(RelPath directory, List<TreeRow> all, RowQuery query)
      throws ControlException {
    Map<RelPath, Map<Bucket, Long>> found = new HashMap<>();
    control.matches(query, directory).forEach(match -> found.put(match.path(), match.below()));
    List<TreeRow> some = new ArrayList<>();
    for (TreeRow row : all) {
      Map<Bucket, Long> below = found.get(row.path());
      if (below != null) {
        some.add(new TreeRow(row.path(), row.a(), row.b(), row.row(), below, row.elsewhere()));
      }
    }
    return some;
  }

  /** What is seen of a directory that is opened now: it is listed anew. */
  List<Node> opened(Node directory, View view) throws ControlException {
    list(directory.path());
    return below(directory.path(), view).stream()
        .filter(row -> isSeen(row, view))
        .sorted(view.order().comparator())
        .map(row -> Node.of(row, directory.depth() + 1))
        .toList();
  }
}
