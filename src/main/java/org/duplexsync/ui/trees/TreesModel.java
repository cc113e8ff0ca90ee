package org.duplexsync.ui.trees;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Pick;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.table.Sieve;
import org.duplexsync.ui.trees.Node.State;
import org.jspecify.annotations.Nullable;

/**
 * The visible rows of both trees as one flat list. A directory is listed when it is opened, on both
 * servers; opening and closing it is one change of the list.
 */
public final class TreesModel {
  private final PairModel pair;
  private final ObservableList<Node> rows = FXCollections.observableArrayList();
  private final Set<RelPath> open = new HashSet<>();
  private final Set<RelPath> shut = new HashSet<>();
  private final Sieve sieve = new Sieve(this::sieved);
  private final Excluding excluding;
  private final ReadOnlyLongWrapper matching = new ReadOnlyLongWrapper();
  private final BooleanProperty differencesOnly = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Optional<EngineState.Comparing>> scan =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<TreeOrder> order =
      new ReadOnlyObjectWrapper<>(TreeOrder.BY_PATH);
  private @Nullable Listing listing;
  private boolean wanted;
  private int listed = -1;
  private int generation;

  public TreesModel(PairModel pair) {
    this.pair = pair;
    excluding = new Excluding(pair);
    differencesOnly.addListener((_, _, _) -> again());
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

  private Listing.View view() {
    return new Listing.View(
        open, shut, differencesOnly.get(), sieve.isOn() ? sieve.query() : null, order.get());
  }

  private void sieved() {
    shut.clear();
    again();
  }

  /** Lists the root and all open directories anew. */
  public void reload() {
    if (!wanted) {
      return;
    }
    if (!known.get()) {
      trouble.set("");
    }
    show(new Listing(pair.control(), false));
  }

  /** Shows other rows of what was listed before. */
  private void again() {
    Listing now = listing;
    if (now == null) {
      reload();
    } else {
      show(now);
    }
  }

  private void show(Listing from) {
    int asked = ++generation;
    loading.set(true);
    Listing.View view = view();
    pair.background()
        .run(
            () -> from.nodes(view),
            shown -> {
              if (asked == generation && !view.equals(view())) {
                // what was opened or closed meanwhile stays so
                show(from);
              } else if (asked == generation) {
                listed(from, shown);
              }
            },
            why -> {
              if (asked == generation) {
                loading.set(false);
                trouble.set(why);
                if (listing == null) {
                  lastKnown(asked);
                }
              }
            });
  }

  private void listed(Listing from, Listing.Shown shown) {
    if (!from.isLast() && !from.equals(listing)) {
      trouble.set("");
    }
    listing = from;
    known.set(from.isLast());
    matching.set(shown.matching());
    rows.setAll(shown.nodes());
    loading.set(false);
  }

  /** What was compared last is better than nothing, as long as it says so. */
  private void lastKnown(int asked) {
    Listing last = new Listing(pair.control(), true);
    Listing.View view = view();
    pair.background()
        .run(
            () -> last.nodes(view),
            shown -> {
              if (asked == generation && !shown.nodes().isEmpty()) {
                listed(last, shown);
              }
            },
            _ -> {});
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
    Listing from = listing;
    if (from == null) {
      return;
    }
    rows.set(index, node.with(State.OPENING));
    open.add(node.path());
    shut.remove(node.path());
    int asked = generation;
    Listing.View view = view();
    pair.background()
        .run(
            () -> from.opened(node, view),
            children -> {
              if (asked == generation) {
                insert(node, children);
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

  private void insert(Node parent, List<Node> children) {
    int at = indexOf(parent.path());
    if (at < 0 || rows.get(at).state() != State.OPENING) {
      return;
    }
    rows.set(at, parent.with(State.OPEN));
    rows.addAll(at + 1, children);
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
    if (sieve.isOn()) {
      shut.add(node.path());
    }
    open.removeIf(path -> path.equals(node.path()) || node.path().contains(path));
    rows.set(index, node.with(State.CLOSED));
    rows.remove(index + 1, end);
  }

  /** Left on a closed row leads to its directory. */
  int parentOf(int index) {
    return VisibleRows.parentOf(rows, index);
  }

  /** -1: it is not visible. */
  int indexOf(RelPath path) {
    return VisibleRows.indexOf(rows, path);
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

  // --- what is shown

  ObservableList<Node> rows() {
    return rows;
  }

  /** Which differences are shown, and the way to them; all entries if it asks for nothing. */
  public Sieve sieve() {
    return sieve;
  }

  /** A filter is on and may hide what is in this directory. */
  boolean mayHide(Node node) {
    return sieve.isOn() && node.state() != State.LEAF;
  }

  /** Of the rows at and below a directory those that the filter shows. */
  void decideShown(Node directory, Pick pick) {
    pair.decide(sieve.query().within(directory.path()), pick);
  }

  /** What a filter hides of a directory is said before it is left out with it. */
  void exclude(Node node) {
    boolean hides = differencesOnly.get() && node.state() != State.LEAF;
    if (hides || mayHide(node)) {
      excluding.ask(node.path(), sieve.query());
    } else {
      excluding.exclude(node.path());
    }
  }

  Excluding excluding() {
    return excluding;
  }

  /** How many rows the plan has. */
  long planned() {
    return pair.planProperty().get().map(PlanSummary::rows).orElse(0L);
  }

  /** How many rows of the plan the filter selects. */
  ReadOnlyLongProperty matchingProperty() {
    return matching.getReadOnlyProperty();
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
