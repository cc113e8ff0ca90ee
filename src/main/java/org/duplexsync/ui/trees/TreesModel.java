package org.duplexsync.ui.trees;

import java.util.List;
import java.util.Optional;
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
  private final Folding folding;
  private final ScanFront scan;
  private final Sieve sieve = new Sieve(this::sieved);
  private final Excluding excluding;
  private final ReadOnlyLongWrapper matching = new ReadOnlyLongWrapper();
  private final BooleanProperty differencesOnly = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<TreeOrder> order =
      new ReadOnlyObjectWrapper<>(TreeOrder.BY_PATH);
  private @Nullable Listing listing;
  private boolean wanted;
  private int listed = -1;
  private int generation;

  public TreesModel(PairModel pair) {
    this.pair = pair;
    excluding = new Excluding(pair);
    folding = new Folding(pair, rows, new Current());
    differencesOnly.addListener((_, _, _) -> again());
    pair.busyProperty().addListener((_, _, _) -> settled());
    pair.revisionProperty().addListener((_, _, _) -> settled());
    scan = new ScanFront(pair);
  }

  /** What is in this directory is being compared, and not known yet. */
  boolean isHollow(Node node) {
    return scan.isHollow(node);
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
        folding.open(),
        folding.shut(),
        differencesOnly.get(),
        sieve.isOn() ? sieve.query() : null,
        order.get());
  }

  private void sieved() {
    folding.shut().clear();
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
    folding.toggle(index);
  }

  public void open(int index) {
    folding.open(index);
  }

  public void close(int index) {
    folding.close(index);
  }

  /** Opens all directories that are visible and closed. */
  public void openAll() {
    folding.openAll();
  }

  private final class Current implements Folding.Shown {
    @Override
    public @Nullable Listing listing() {
      return listing;
    }

    @Override
    public int generation() {
      return generation;
    }

    @Override
    public Listing.View view() {
      return TreesModel.this.view();
    }

    @Override
    public void failed(String why) {
      trouble.set(why);
    }
  }

  /** Left on a closed row leads to its directory. */
  int parentOf(int index) {
    return VisibleRows.parentOf(rows, index);
  }

  /** -1: it is not visible. */
  int indexOf(RelPath path) {
    return VisibleRows.indexOf(rows, path);
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
    if (mayHide(node)) {
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
    return scan.property();
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
