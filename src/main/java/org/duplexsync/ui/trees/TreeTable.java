package org.duplexsync.ui.trees;

import java.time.InstantSource;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.util.Callback;
import org.duplexsync.control.Elsewhere;
import org.duplexsync.control.PlanRow;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Pick;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Request;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.ui.parts.Effect;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Looks;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;
import org.duplexsync.ui.table.RestWidth;
import org.duplexsync.ui.table.TypeAhead;
import org.jspecify.annotations.Nullable;

/** Both trees as one flat table of visible rows. */
final class TreeTable extends TableView<Node> {

  /** What is in a folder is being compared. */
  private static final PseudoClass HOLLOW = PseudoClass.getPseudoClass("hollow");

  private final TreesModel model;
  private final Words words;
  private @Nullable RelPath selected;

  TreeTable(TreesModel model, Words words, InstantSource clock) {
    this.model = model;
    this.words = words;
    setId("tree-table");
    setAccessibleText(Text.of("command.trees"));
    getStyleClass().addAll("rows", "tree-table");
    setTableMenuButtonVisible(true);
    getColumns().add(column("name", Text.of("column.name"), 340, _ -> name()));
    getColumns().add(column("a", side(Side.A), 210, _ -> new TreeCells.OneSide(Side.A, words)));
    getColumns().add(column("rightsA", rights(Side.A), 130, _ -> new TreeCells.Rights(Side.A)));
    getColumns()
        .add(column("action", Text.of("column.action"), 210, _ -> new TreeCells.Action(words)));
    getColumns().add(column("b", side(Side.B), 210, _ -> new TreeCells.OneSide(Side.B, words)));
    getColumns().add(column("rightsB", rights(Side.B), 130, _ -> new TreeCells.Rights(Side.B)));
    getColumns().get(2).setVisible(false);
    getColumns().get(5).setVisible(false);
    setSortPolicy(_ -> sorted());
    new RestWidth(this).keep();
    setRowFactory(_ -> new Row());
    setPlaceholder(new javafx.scene.layout.Region());
    setItems(model.rows());
    getSelectionModel().selectedItemProperty().addListener((_, _, node) -> moved(node));
    model.rows().addListener((ListChangeListener<Node>) _ -> select());
    addEventHandler(KeyEvent.KEY_TYPED, new TypeAhead(clock, this::goToName)::typed);
  }

  private String side(Side side) {
    return Text.of("column.side", side.name(), words.host(side));
  }

  private String rights(Side side) {
    return Text.of("column.rights", words.host(side));
  }

  private TreeCells.Name name() {
    return new TreeCells.Name(model::toggle);
  }

  private static TreeOrder.@Nullable Key key(TableColumn<?, ?> column) {
    return switch (String.valueOf(column.getId())) {
      case "name" -> TreeOrder.Key.PATH;
      case "a" -> TreeOrder.Key.TIME_A;
      case "b" -> TreeOrder.Key.TIME_B;
      case "action" -> TreeOrder.Key.ACTION;
      default -> null;
    };
  }

  private boolean sorted() {
    TableColumn<Node, ?> first = getSortOrder().isEmpty() ? null : getSortOrder().getFirst();
    TreeOrder.Key key = first == null ? null : key(first);
    model.sort(
        first == null || key == null
            ? TreeOrder.BY_PATH
            : new TreeOrder(key, first.getSortType() == TableColumn.SortType.DESCENDING));
    return true;
  }

  private static TableColumn<Node, Node> column(
      String id,
      String title,
      double width,
      Callback<TableColumn<Node, Node>, TableCell<Node, Node>> cells) {
    TableColumn<Node, Node> column = new TableColumn<>(title);
    column.setId(id);
    column.setSortable(key(column) != null);
    column.setReorderable(false);
    column.setPrefWidth(width);
    column.setMinWidth(90);
    column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
    column.setCellFactory(cells);
    return column;
  }

  private final class Row extends TableRow<Node> {
    Row() {
      model.scanProperty().addListener((_, _, _) -> hollow());
      setOnMouseClicked(event -> {
        if (event.getClickCount() == 2 && !isEmpty()) {
          model.toggle(getIndex());
        }
      });
      setOnContextMenuRequested(event -> {
        if (!isEmpty()) {
          choices(getItem()).show(this, event.getScreenX(), event.getScreenY());
        }
      });
    }

    @Override
    protected void updateItem(@Nullable Node node, boolean empty) {
      super.updateItem(node, empty);
      setAccessibleText(node == null ? "" : spoken(node));
      hollow();
    }

    private void hollow() {
      Node node = getItem();
      pseudoClassStateChanged(HOLLOW, node != null && model.isHollow(node));
    }
  }

  private String spoken(Node node) {
    PlanRow row = node.row().row();
    Elsewhere other = node.row().elsewhere();
    return node.path()
        + (row != null ? ". " + row.item().reason() : "")
        + (row == null && other != null ? ". " + TreeCells.moved(other) : "");
  }

  private ContextMenu choices(Node node) {
    ContextMenu menu = new ContextMenu();
    PlanRow row = node.row().row();
    if (row != null) {
      for (Choice choice : Choice.values()) {
        if (row.item().choices().contains(choice)) {
          Effect effect = Effect.of(row.item(), choice);
          add(menu, words.effect(effect), Looks.icon(effect), () -> decide(Pick.of(choice)));
        }
      }
      menu.getItems().add(new SeparatorMenuItem());
    }
    for (Side from : Side.values()) {
      if (node.row().seen(from) instanceof Seen.Present) {
        String to = words.host(from.other());
        add(
            menu,
            Text.of("tree.copyTo", to),
            from == Side.A ? "to-right" : "to-left",
            () -> copy(from));
      }
    }
    add(menu, Text.of("command.delete"), "delete", this::delete);
    add(menu, Text.of("command.exclude"), "blocked", this::exclude);
    return menu;
  }

  private static void add(ContextMenu menu, String name, String icon, Runnable run) {
    MenuItem item = new MenuItem(name, new Icon(icon));
    item.setOnAction(_ -> run.run());
    menu.getItems().add(item);
  }

  // --- asked for, planned, approved later

  /**
   * Of a path that the plan has a row for, a decision; of any other a request. What a filter hides
   * stays as it is.
   */
  void copy(Side from) {
    Node node = getSelectionModel().getSelectedItem();
    if (node == null) {
      return;
    }
    if (model.mayHide(node)) {
      model.decideShown(node, Pick.of(Choice.from(from)));
      return;
    }
    PlanRow row = node.row().row();
    boolean leaf = node.state() == Node.State.LEAF;
    if (row != null && leaf && row.item().choices().contains(Choice.from(from))) {
      decide(Pick.of(Choice.from(from)));
    } else if (node.row().seen(from) instanceof Seen.Present) {
      model.pair().request(new Request.Copy(node.path(), from));
    } else {
      model.pair().say(Text.of("tree.nothingThere", node.path(), words.host(from)));
    }
  }

  void delete() {
    Node node = getSelectionModel().getSelectedItem();
    if (node != null && model.mayHide(node)) {
      model.pair().say(Text.of("tree.filterHides", node.path()));
    } else if (node != null) {
      model.pair().request(new Request.Delete(node.path()));
    }
  }

  void exclude() {
    Node node = getSelectionModel().getSelectedItem();
    if (node != null) {
      model.exclude(node);
    }
  }

  // --- selection by path

  private void moved(@Nullable Node node) {
    if (node != null) {
      selected = node.path();
    }
  }

  /** After the rows changed under it. */
  private void select() {
    int at = Math.max(0, place());
    Node now = getSelectionModel().getSelectedItem();
    if (at < model.rows().size() && !model.rows().get(at).equals(now)) {
      javafx.application.Platform.runLater(() -> go(at));
    }
  }

  /** Where the selected path is, or what is visible of the way to it; -1: nothing. */
  private int place() {
    int at = -1;
    for (RelPath up = selected; up != null && at < 0 && !up.isRoot(); up = up.parent()) {
      at = model.indexOf(up);
    }
    return at;
  }

  private void go(int index) {
    if (index >= 0 && index < model.rows().size()) {
      getSelectionModel().clearAndSelect(index);
      getFocusModel().focus(index);
      scrollTo(Math.max(0, index - 8));
    }
  }

  /** What the plan has about the selected row; null: nothing. */
  @Nullable PlanRow selectedPlanRow() {
    Node node = getSelectionModel().getSelectedItem();
    return node == null ? null : node.row().row();
  }

  private int index() {
    return getSelectionModel().getSelectedIndex();
  }

  void right() {
    if (index() >= 0) {
      switch (model.rows().get(index()).state()) {
        case CLOSED -> model.open(index());
        case OPEN -> go(index() + 1);
        case LEAF, OPENING -> {}
      }
    }
  }

  void left() {
    if (index() >= 0) {
      if (model.rows().get(index()).state() == Node.State.OPEN) {
        model.close(index());
      } else {
        go(model.parentOf(index()));
      }
    }
  }

  void goTo(RelPath path) {
    go(model.indexOf(path));
    requestFocus();
  }

  /** How far down, from 0 to 1. */
  void jump(double part) {
    go((int) Math.min(model.rows().size() - 1L, Math.round(part * model.rows().size())));
  }

  void first() {
    go(0);
  }

  void last() {
    go(model.rows().size() - 1);
  }

  void nextDifference(int step) {
    go(VisibleRows.nextDifference(model.rows(), Math.max(0, index()), step));
  }

  void nextConflict() {
    go(VisibleRows.nextConflict(model.rows(), Math.max(0, index())));
  }

  private void goToName(String letters, boolean onward) {
    int from = onward ? index() + 1 : Math.max(0, index());
    VisibleRows.startingWith(model.rows(), letters, from).ifPresent(this::go);
  }

  void decide(Pick pick) {
    PlanRow row = selectedPlanRow();
    if (row != null) {
      model.pair().decide(List.of(row.item().path()), pick);
    }
  }
}
