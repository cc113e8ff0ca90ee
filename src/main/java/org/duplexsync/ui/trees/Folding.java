package org.duplexsync.ui.trees;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.collections.ObservableList;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.parts.PairModel;
import org.jspecify.annotations.Nullable;

/** Opens and closes folders of the trees; each is one change of the list. */
final class Folding {
  /** What is shown, and of which listing. */
  interface Shown {
    /** Null: nothing was listed yet. */
    @Nullable Listing listing();

    /** Raised when other rows are asked for: answers for those before are thrown away. */
    int generation();

    Listing.View view();

    void failed(String why);
  }

  private final PairModel pair;
  private final ObservableList<Node> rows;
  private final Shown shown;
  private final Set<RelPath> open = new HashSet<>();
  private final Set<RelPath> shut = new HashSet<>();

  Folding(PairModel pair, ObservableList<Node> rows, Shown shown) {
    this.pair = pair;
    this.rows = rows;
    this.shown = shown;
  }

  Set<RelPath> open() {
    return open;
  }

  /** Those that a filter opens by itself and that were closed all the same. */
  Set<RelPath> shut() {
    return shut;
  }

  void toggle(int index) {
    switch (rows.get(index).state()) {
      case CLOSED -> open(index);
      case OPEN -> close(index);
      case LEAF, OPENING -> {}
    }
  }

  void open(int index) {
    Node node = rows.get(index);
    if (node.state() != Node.State.CLOSED) {
      return;
    }
    Listing from = shown.listing();
    if (from == null) {
      return;
    }
    rows.set(index, node.with(Node.State.OPENING));
    open.add(node.path());
    shut.remove(node.path());
    int asked = shown.generation();
    Listing.View view = shown.view();
    pair.background()
        .run(
            () -> from.opened(node, view),
            children -> {
              if (asked == shown.generation()) {
                insert(node, children);
              }
            },
            why -> {
              if (asked == shown.generation()) {
                open.remove(node.path());
                int at = VisibleRows.indexOf(rows, node.path());
                if (at >= 0) {
                  rows.set(at, node.with(Node.State.CLOSED));
                }
                shown.failed(why);
              }
            });
  }

  private void insert(Node parent, List<Node> children) {
    int at = VisibleRows.indexOf(rows, parent.path());
    if (at < 0 || rows.get(at).state() != Node.State.OPENING) {
      return;
    }
    rows.set(at, parent.with(Node.State.OPEN));
    rows.addAll(at + 1, children);
  }

  void close(int index) {
    Node node = rows.get(index);
    if (node.state() != Node.State.OPEN) {
      return;
    }
    int end = index + 1;
    while (end < rows.size() && rows.get(end).depth() > node.depth()) {
      end++;
    }
    if (shown.view().sieved() != null) {
      shut.add(node.path());
    }
    open.removeIf(path -> path.equals(node.path()) || node.path().contains(path));
    rows.set(index, node.with(Node.State.CLOSED));
    rows.remove(index + 1, end);
  }

  /** Opens all directories that are visible and closed. */
  void openAll() {
    for (int i = rows.size() - 1; i >= 0; i--) {
      open(i);
    }
  }
}
