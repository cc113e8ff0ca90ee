package org.duplexsync.ui.review;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.duplexsync.control.PlanRow;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Pick;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.table.PagedRows;
import org.duplexsync.ui.table.RestWidth;
import org.duplexsync.ui.table.Slot;
import org.duplexsync.ui.table.TypeAhead;
import org.jspecify.annotations.Nullable;

/** The differences: A, what will happen, B, one row each. What is selected is kept by path. */
final class ReviewTable extends TableView<Slot> {
  private static final int SOME = 200;

  /** So many rows a table selects one by one; of more it is only noted that all are. */
  private static final int ONE_BY_ONE = 5_000;

  private static final PseudoClass EVERYTHING = PseudoClass.getPseudoClass("everything");

  private final ReviewModel model;
  private final RowMenu menu;
  private final Picked picked = new Picked();
  private @Nullable RelPath selected;
  private boolean swapping;

  /** How often a row was gone to. */
  private int moves;

  /** All rows are selected, though only one is in the table's own selection. */
  private boolean everything;

  ReviewTable(ReviewModel model, InstantSource clock) {
    this.model = model;
    this.menu = new RowMenu(model, this::decide);
    setId("review-table");
    setAccessibleText(Text.of("command.review"));
    getStyleClass().addAll("rows", "review-table");
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    getColumns().setAll(new ReviewColumns(model.words()).all(this::actionCell));
    setTableMenuButtonVisible(true);
    setSortPolicy(_ -> sorted());
    new RestWidth(this).keep();
    setRowFactory(_ -> new Row());
    setPlaceholder(new javafx.scene.layout.Region());
    model.rowsProperty().addListener((_, _, now) -> swap(now));
    model.pair().modeProperty().addListener((_, _, _) -> refresh());
    getSelectionModel()
        .selectedIndexProperty()
        .addListener((_, _, index) -> moved(index.intValue()));
    getSelectionModel()
        .getSelectedIndices()
        .addListener((ListChangeListener<Integer>) _ -> picked());
    addEventFilter(
        MouseEvent.MOUSE_PRESSED,
        press -> {
          if (press.getButton() == MouseButton.PRIMARY) {
            everything(false);
          }
        });
    addEventHandler(KeyEvent.KEY_TYPED, new TypeAhead(clock, this::goToName)::typed);
    setItems(model.rowsProperty().get());
  }

  private void picked() {
    everything(everything && swapping);
    if (swapping) {
      picked.none();
    } else {
      picked.are(List.copyOf(getSelectionModel().getSelectedIndices()), getItems());
    }
  }

  private void goToName(String letters, boolean onward) {
    int at = getSelectionModel().getSelectedIndex();
    int before = moves;
    model
        .rowsProperty()
        .get()
        .findName(
            letters,
            Math.max(0, onward ? at + 1 : at),
            index -> {
              if (moves == before) {
                go(index);
              }
            });
  }

  // --- sorting, which the store does

  private boolean sorted() {
    if (!swapping) {
      model.sort(ReviewColumns.order(getSortOrder()));
    }
    return true;
  }

  private TableCell<Slot, @Nullable PlanRow> actionCell() {
    RowCells.Action cell = new RowCells.Action(model.words(), model::isTaken);
    cell.setOnMouseClicked(event -> {
      PlanRow row = cell.getItem();
      boolean plain = !event.isControlDown() && !event.isShiftDown();
      if (row != null && event.getButton() == MouseButton.PRIMARY && plain) {
        menu.choices(List.of(row)).show(cell, event.getScreenX(), event.getScreenY());
      }
    });
    return cell;
  }

  private final class Row extends TableRow<Slot> {
    Row() {
      setOnContextMenuRequested(
          event -> menu.choices(selectedRows()).show(this, event.getScreenX(), event.getScreenY()));
    }

    @Override
    protected void updateItem(@Nullable Slot slot, boolean empty) {
      super.updateItem(slot, empty);
      PlanRow row = slot == null ? null : slot.row();
      setAccessibleText(row == null ? "" : model.spoken(row));
    }
  }

  // --- selection

  private void moved(int index) {
    if (!swapping && index >= 0 && index < getItems().size()) {
      moves++;
      PlanRow row = getItems().get(index).row();
      selected = row == null ? selected : row.item().path();
    }
  }

  /** Where the operator is; the row may have been read after it was gone to. */
  private @Nullable RelPath selected() {
    PlanRow row = selectedRow();
    selected = row == null ? selected : row.item().path();
    return selected;
  }

  private void swap(PagedRows now) {
    int place = getSelectionModel().getSelectedIndex();
    boolean unread = place >= 0 && selectedRow() == null;
    RelPath path = selected();
    swapping = true;
    List<TableColumn<Slot, ?>> order = List.copyOf(getSortOrder());
    setItems(now);
    // a table forgets how it is sorted when it gets other rows
    getSortOrder().setAll(order);
    swapping = false;
    int before = moves;
    if (unread) {
      // nothing is known of that row but its place
      go(place);
    } else if (path != null) {
      now.find(
          path,
          index -> {
            // who has gone elsewhere meanwhile stays there
            if (moves == before) {
              go(index);
            }
          });
    } else if (!now.isEmpty()) {
      go(0);
    }
  }

  private void go(int index) {
    if (index >= 0 && index < getItems().size()) {
      getSelectionModel().clearAndSelect(index);
      getFocusModel().focus(index);
      reveal(index);
    }
  }

  /** Scrolls only if the row is not in sight. */
  private void reveal(int index) {
    if (lookup(".virtual-flow") instanceof javafx.scene.control.skin.VirtualFlow<?> flow
        && flow.getFirstVisibleCell() != null
        && flow.getLastVisibleCell() != null) {
      int from = flow.getFirstVisibleCell().getIndex();
      int to = flow.getLastVisibleCell().getIndex();
      if (index > from && index < to) {
        return;
      }
      scrollTo(Math.max(0, index - (to - from) / 2));
    } else {
      Platform.runLater(() -> scrollTo(index));
    }
  }

  void next(int step) {
    int from = getSelectionModel().getSelectedIndex();
    go(Math.clamp(from + (long) step, 0, Math.max(0, getItems().size() - 1)));
  }

  /** How far down, from 0 to 1. */
  void jump(double part) {
    go((int) Math.min(getItems().size() - 1L, Math.round(part * getItems().size())));
  }

  void nextConflict() {
    model.nextConflict(selected(), this::go);
  }

  /** Some of the rows selected, to tell what may be chosen. */
  private List<PlanRow> selectedRows() {
    List<PlanRow> rows = new ArrayList<>();
    for (int index : getSelectionModel().getSelectedIndices()) {
      PlanRow row = getItems().get(index).row();
      if (row != null) {
        rows.add(row);
      }
      if (rows.size() >= SOME) {
        break;
      }
    }
    return rows;
  }

  @Nullable PlanRow selectedRow() {
    int index = getSelectionModel().getSelectedIndex();
    return index < 0 || index >= getItems().size() ? null : getItems().get(index).row();
  }

  void selectAll() {
    if (getItems().size() <= ONE_BY_ONE) {
      getSelectionModel().selectAll();
    } else {
      everything(true);
    }
  }

  private void everything(boolean now) {
    if (now != everything) {
      everything = now;
      pseudoClassStateChanged(EVERYTHING, now);
      if (now) {
        model.pair().say(Text.of("review.allSelected", getItems().size()));
      }
    }
  }

  private boolean allSelected() {
    return everything
        || (getItems().size() > PagedRows.PAGE_ROWS
            && getSelectionModel().getSelectedIndices().size() == getItems().size());
  }

  void decide(Choice choice) {
    decide(Pick.of(choice));
  }

  void resetDecisions() {
    decide(new Pick.Reset());
  }

  private void decide(Pick pick) {
    if (allSelected()) {
      model.decideShown(pick);
    } else {
      model.decide(picked, pick);
    }
  }

  void include() {
    if (allSelected()) {
      model.includeShown(selectedRows());
    } else {
      model.include(selectedRows(), picked);
    }
  }
}
