package org.duplexsync.ui.trees;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.duplexsync.control.Elsewhere;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Pick;
import org.duplexsync.model.Side;
import org.duplexsync.ui.details.Details;
import org.duplexsync.ui.details.Properties;
import org.duplexsync.ui.details.Subject;
import org.duplexsync.ui.parts.Command;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;
import org.duplexsync.ui.table.OverviewMap;
import org.jspecify.annotations.Nullable;

/** Both trees side by side. */
public final class TreesView extends BorderPane {
  /** The rows are what was known last: a server is not reachable. */
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

  private final TreesModel model;
  private final Words words;
  private Instant listedAt = Instant.EPOCH;
  private final TreeTable table;
  private final Crumbs where;
  private final Label stale = Nodes.label("", "stale");
  private final OverviewMap map;
  private final Details details;
  private final VBox empty = new VBox();
  private final TreeFilter filter;
  private final Button clear;
  private final Label emptyTitle = Nodes.label("", "empty-title");
  private final Label emptyText = Nodes.label("", "empty-text");

  public TreesView(TreesModel model, Words words, InstantSource clock) {
    this.model = model;
    this.words = words;
    table = new TreeTable(model, words, clock);
    where = new Crumbs(table::goTo);
    map = new OverviewMap(table::jump);
    getStyleClass().add("trees");
    filter = new TreeFilter(model, words);
    filter.leaveTo(table::requestFocus);
    where.setId("tree-crumbs");
    setTop(new VBox(bar(), filter, where));
    clear = Nodes.button(Text.of("filter.clear"), "cancel", model.sieve()::clear);
    clear.setId("tree-clear");
    emptyTitle.setId("tree-empty-title");
    empty.getStyleClass().add("empty-state");
    empty.setAlignment(Pos.CENTER);
    emptyText.setWrapText(true);
    empty.getChildren().addAll(new Icon("trees"), emptyTitle, emptyText, clear);
    BorderPane rows = new BorderPane(table);
    rows.setRight(map);
    details = new Details(rows, List.of(new Properties(words)));
    setCenter(new StackPane(details, empty));
    Label notice = Nodes.label("", "notice");
    notice.setId("tree-notice");
    notice.setWrapText(true);
    model
        .pair()
        .noticeProperty()
        .addListener((_, _, said) -> {
          notice.setText(said);
          Nodes.show(notice, !said.isEmpty());
        });
    Nodes.show(notice, false);
    notice.getStyleClass().add("tree-foot");
    setBottom(new VBox(new ExcludeQuestion(model.excluding(), table::requestFocus), notice));
    model.loadingProperty().addListener((_, _, _) -> update());
    model.troubleProperty().addListener((_, _, _) -> update());
    model.knownProperty().addListener((_, _, _) -> update());
    model
        .rows()
        .addListener(
            (javafx.collections.ListChangeListener<Node>)
                _ -> {
                  if (model.troubleProperty().get().isEmpty()) {
                    listedAt = clock.instant();
                  }
                  update();
                  map.show(VisibleRows.overview(model.rows(), OverviewMap.PARTS));
                });
    table.getSelectionModel().selectedItemProperty().addListener((_, _, node) -> selected(node));
    update();
  }

  private HBox bar() {
    ToggleButton all = mode("tree.all", false);
    ToggleButton different = mode("tree.differences", true);
    all.setSelected(true);
    model
        .differencesOnlyProperty()
        .addListener((_, _, only) -> {
          all.setSelected(!only);
          different.setSelected(only);
        });
    stale.setId("tree-stale");
    stale.setMinWidth(USE_PREF_SIZE);
    SegmentedButton modes = new SegmentedButton(all, different);
    modes.setMinWidth(USE_PREF_SIZE);
    Button reload = Nodes.button(Text.of("tree.reload"), "compare", model::reload);
    reload.setId("tree-reload");
    HBox bar = new HBox(modes, filter.bar(), Nodes.spacer(), stale, reload);
    bar.getStyleClass().add("tree-bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    return bar;
  }

  private ToggleButton mode(String key, boolean only) {
    ToggleButton button = new ToggleButton(Text.of(key));
    button.setId(key.replace('.', '-'));
    button.setOnAction(_ -> {
      button.setSelected(true);
      model.differencesOnlyProperty().set(only);
    });
    return button;
  }

  private void selected(@Nullable Node node) {
    where.show(node == null ? null : node.path());
    details.show(node == null ? null : Subject.of(node.row(), unplanned(node)));
  }

  private static String unplanned(Node node) {
    return switch (node.row().elsewhere()) {
      case Elsewhere.To(var path) -> Text.of("tree.goesWith", path);
      case Elsewhere.From(var path) -> Text.of("tree.cameWith", path);
      case null -> node.looksSame() ? "" : Text.of("tree.unplanned");
    };
  }

  private void update() {
    boolean rows = !model.rows().isEmpty();
    boolean first = rows && !table.isVisible();
    String trouble = model.troubleProperty().get();
    Nodes.show(table, rows);
    Nodes.show(details, rows);
    Nodes.show(empty, !rows);
    Nodes.show(map, rows);
    boolean old = rows && !trouble.isEmpty();
    pseudoClassStateChanged(STALE, old);
    stale.setText(old ? Text.of("tree.stale", words.time(asOf())) : "");
    stale.setTooltip(old ? new Tooltip(trouble) : null);
    Nodes.show(stale, old);
    if (first && getScene() != null && !(getScene().getFocusOwner() instanceof TextInputControl)) {
      table.requestFocus();
    }
    boolean sieved = model.sieve().isOn() && model.matchingProperty().get() == 0;
    boolean listing = model.loadingProperty().get();
    Nodes.show(clear, sieved && !listing);
    if (!trouble.isEmpty()) {
      emptyTitle.setText(Text.of("tree.failed"));
    } else if (listing) {
      emptyTitle.setText(Text.of("tree.loading"));
    } else if (sieved) {
      emptyTitle.setText(Text.of("empty.filtered", model.planned()));
    } else if (model.sieve().isOn()) {
      emptyTitle.setText(Text.of("tree.matchesGone"));
    } else {
      boolean only = model.differencesOnlyProperty().get();
      emptyTitle.setText(Text.of(only ? "tree.noDifferences" : "tree.empty"));
    }
    emptyText.setText(trouble);
    Nodes.show(emptyText, !trouble.isEmpty());
    setCursor(model.loadingProperty().get() ? javafx.scene.Cursor.WAIT : null);
  }

  private Instant asOf() {
    return model.knownProperty().get()
        ? model.pair().planProperty().get().map(PlanSummary::compared).orElse(listedAt)
        : listedAt;
  }

  /** What can be done while this is shown. */
  public List<Command> commands() {
    BooleanSupplier inTable = () -> getScene() != null && table.equals(getScene().getFocusOwner());
    BooleanSupplier some =
        () -> table.getSelectionModel().getSelectedItem() != null && model.pair().idle();
    BooleanSupplier planned = () -> table.selectedPlanRow() != null && model.pair().idle();
    return List.of(
        Command.of("open-row", inTable, table::right, "Right"),
        Command.of("close-row", inTable, table::left, "Left"),
        Command.of("first-row", inTable, table::first, "Home"),
        Command.of("last-row", inTable, table::last, "End"),
        Command.of("next", () -> table.nextDifference(1), "F7"),
        Command.of("nextConflict", table::nextConflict, "F8"),
        Command.of("filter", filter::focusField, "Ctrl+F"),
        Command.of("clearFilter", model.sieve()::isOn, model.sieve()::clear, "Ctrl+Shift+F"),
        Command.of("previous", () -> table.nextDifference(-1), "Shift+F7"),
        Command.of(
            "onlyDifferences",
            () -> model.differencesOnlyProperty().set(!model.differencesOnlyProperty().get()),
            "Ctrl+D"),
        Command.of("details", details::toggle, "Ctrl+I"),
        Command.of("toB", some, () -> table.copy(Side.A), "Alt+Right", ">"),
        Command.of("toA", some, () -> table.copy(Side.B), "Alt+Left", "<"),
        Command.of(
            "delete", () -> some.getAsBoolean() && inTable.getAsBoolean(), table::delete, "Delete"),
        Command.of("exclude", some, table::exclude, "Ctrl+Delete"),
        Command.of("skip", planned, () -> table.decide(Pick.of(Choice.SKIP)), "Alt+Down", "/"),
        Command.of("reset", planned, () -> table.decide(new Pick.Reset()), "Backspace"),
        Command.of("undo", model.pair()::mayDecide, model.pair()::undo, "Ctrl+Z"),
        Command.of("redo", model.pair()::mayDecide, model.pair()::redo, "Ctrl+Shift+Z", "Ctrl+Y"));
  }

  public void focusRows() {
    table.requestFocus();
  }

  /** Whether it is shown and how high it is is remembered. */
  public Details details() {
    return details;
  }

  /** Whose columns, and by which of them it is sorted, are remembered. */
  public TableView<?> table() {
    return table;
  }
}
