package org.duplexsync.ui.trees;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.TreeRow;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.trees.Node.State;

/**
 * The visible rows of both trees as one flat list. A directory is listed when it is opened, on both
 * servers; opening and closing it is one change of the list.
 */
public final class TreesModel {
  private final PairModel pair;
  private final ObservableList<Node> rows = FXCollections.observableArrayList();
  private final Set<RelPath> open = new HashSet<>();
  private final BooleanProperty differencesOnly = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Optional<EngineState.Comparing>> scan =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<TreeOrder> order =
      new ReadOnlyObjectWrapper<>(TreeOrder.BY_PATH);
  private boolean wanted;
  private int listed = -1;
  private int generation;

  public TreesModel(PairModel pair) {
    this.pair = pair;
    differencesOnly.addListener((_, _, _) -> reload());
    pair.busyProperty().addListener((_, _, _) -> settled());
    pair.revisionProperty().addListener((_, _, _) -> settled());
    pair.stateProperty().addListener((_, _, _) -> scanned());
    pair.busyProperty().addListener((_, _, _) -> scanned());
  }

  private void scanned() {
    if (pair.stateProperty().get() instanceof EngineState.Comparing now) {
      scan.set(Optional.of(now));
    } else {
      boolean soon = pair.busyProperty().get() == PairModel.Busy.COMPARING;
      scan.set(soon ? Optional.of(EngineState.Comparing.begun(Instant.EPOCH)) : Optional.empty());
    }
  }

  /** What is in this directory is being compared, and not known yet. */
  boolean isHollow(Node node) {
    return node.state() != State.LEAF
        && scan.get().isPresent()
        && !scan.get().get().isBehind(node.path());
  }

  /** Nothing is asked of a server for a screen that nobody sees. */
  public void shown(boolean nowShown) {
    wanted = nowShown;
    settled();
  }

  /** Lists anew what was listed before the last compare, approval or decision. */
  private void settled() {
    int now = pair.revisionProperty().get();
    if (wanted && pair.idle() && now != listed) {
      listed = now;
      reload();
    }
  }

  /** Lists the root and all open directories anew. */
  public void reload() {
    if (!wanted) {
      return;
    }
    int asked = ++generation;
    loading.set(true);
    if (!known.get()) {
      trouble.set("");
    }
    Set<RelPath> stillOpen = Set.copyOf(open);
    boolean only = differencesOnly.get();
    TreeOrder wantedOrder = order.get();
    pair.background()
        .run(
            () -> {
              List<Node> all = new ArrayList<>();
              collect(RelPath.ROOT, 0, stillOpen, only, all);
              return wantedOrder.sorted(all);
            },
            all -> {
              if (asked == generation && !stillOpen.equals(open)) {
                // what was opened or closed meanwhile stays so
                reload();
              } else if (asked == generation) {
                loading.set(false);
                known.set(false);
                trouble.set("");
                rows.setAll(all);
              }
            },
            why -> {
              if (asked == generation) {
                loading.set(false);
                trouble.set(why);
                if (rows.isEmpty()) {
                  lastKnown(asked);
                }
              }
            });
  }

  /** What was compared last is better than nothing, as long as it says so. */
  private void lastKnown(int asked) {
    boolean only = differencesOnly.get();
    pair.background()
        .run(
            () -> pair.control().known(RelPath.ROOT),
            last -> {
              if (asked == generation && !last.isEmpty()) {
                known.set(true);
                rows.setAll(nodes(last, 0, only));
              }
            },
            _ -> {});
  }

  private List<Node> nodes(List<TreeRow> rows, int depth, boolean only) {
    return rows.stream()
        .filter(row -> !only || row.differs())
        .sorted(order.get().comparator())
        .map(row -> Node.of(row, depth))
        .toList();
  }

  private List<TreeRow> children(RelPath directory, boolean last) throws ControlException {
    return last ? pair.control().known(directory) : pair.control().children(directory);
  }

  private void collect(
      RelPath directory, int depth, Set<RelPath> stillOpen, boolean only, List<Node> into)
      throws ControlException {
    for (TreeRow row : pair.control().children(directory)) {
      if (!only || row.differs()) {
        boolean opened = row.isDirectory() && stillOpen.contains(row.path());
        into.add(opened ? Node.of(row, depth).with(State.OPEN) : Node.of(row, depth));
        if (opened) {
          collect(row.path(), depth + 1, stillOpen, only, into);
        }
      }
    }
  }

  // --- sort

  /** Sorts what is shown, without asking a server again. */
  void sort(TreeOrder now) {
    if (now.equals(order.get())) {
      return;
    }
    order.set(now);
    List<Node> shown = List.copyOf(rows);
    int asked = generation;
    pair.background()
        .run(
            () -> now.sorted(shown),
            sorted -> {
              if (asked != generation || !now.equals(order.get())) {
                return;
              }
              // what was opened or closed meanwhile is little, and here already
              rows.setAll(shown.equals(rows) ? sorted : now.sorted(List.copyOf(rows)));
            },
            _ -> {});
  }

  // --- open and close

  public void toggle(int index) {
    switch (rows.get(index).state()) {
      case CLOSED -> open(index);
      case OPEN -> close(index);
      case LEAF, OPENING -> {}
    }
  }

  public void open(int index) {
    Node node = rows.get(index);
    if (node.state() != State.CLOSED) {
      return;
    }
    rows.set(index, node.with(State.OPENING));
    open.add(node.path());
    int asked = generation;
    boolean only = differencesOnly.get();
    boolean last = known.get();
    pair.background()
        .run(
            () -> children(node.path(), last),
            children -> {
              if (asked == generation) {
                insert(node, children, only);
              }
            },
            why -> {
              if (asked == generation) {
                open.remove(node.path());
                int at = indexOf(node.path());
                if (at >= 0) {
                  rows.set(at, node.with(State.CLOSED));
                }
                trouble.set(why);
              }
            });
  }

  private void insert(Node parent, List<TreeRow> children, boolean only) {
    int at = indexOf(parent.path());
    if (at < 0 || rows.get(at).state() != State.OPENING) {
      return;
    }
    rows.set(at, parent.with(State.OPEN));
    rows.addAll(at + 1, nodes(children, parent.depth() + 1, only));
  }

  public void close(int index) {
    Node node = rows.get(index);
    if (node.state() != State.OPEN) {
      return;
    }
    int end = index + 1;
    while (end < rows.size() && rows.get(end).depth() > node.depth()) {
      end++;
    }
    open.removeIf(path -> path.equals(node.path()) || node.path().contains(path));
    rows.set(index, node.with(State.CLOSED));
    rows.remove(index + 1, end);
  }

  /** Left on a closed row leads to its directory. */
  public int parentOf(int index) {
    int depth = rows.get(index).depth();
    int at = index;
    while (at > 0 && rows.get(at).depth() >= depth) {
      at--;
    }
    return at;
  }

  public int indexOf(RelPath path) {
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
  public int nextDifference(int from, int step) {
    for (int i = from + step; i >= 0 && i < rows.size(); i += step) {
      if (rows.get(i).row().differs()) {
        return i;
      }
    }
    return from;
  }

  /** The next row behind {@code from} whose name starts so, from the top again after the last. */
  public Optional<Integer> startingWith(String letters, int from) {
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

  /** Opens all directories that are visible and closed. */
  public void openAll() {
    for (int i = rows.size() - 1; i >= 0; i--) {
      open(i);
    }
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Nothing is on its way. */
  public boolean isListed() {
    return !loading.get() && rows.stream().noneMatch(row -> row.state() == State.OPENING);
  }

  /** What differs in each part of the rows shown. */
  List<Set<Bucket>> overview(int parts) {
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

  // --- what is shown

  ObservableList<Node> rows() {
    return rows;
  }

  PairModel pair() {
    return pair;
  }

  /** How far a compare that is under way has come; empty: none is. */
  ReadOnlyObjectProperty<Optional<EngineState.Comparing>> scanProperty() {
    return scan.getReadOnlyProperty();
  }

  BooleanProperty differencesOnlyProperty() {
    return differencesOnly;
  }

  ReadOnlyBooleanProperty loadingProperty() {
    return loading.getReadOnlyProperty();
  }

  /** The rows are what the last compare left, not what a server has said since the start. */
  ReadOnlyBooleanProperty knownProperty() {
    return known.getReadOnlyProperty();
  }

  ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }
}
