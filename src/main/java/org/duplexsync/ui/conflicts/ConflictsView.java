package org.duplexsync.ui.conflicts;

import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.model.Choice;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.parts.Command;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.review.ApproveBar;
import org.duplexsync.ui.review.BulkMenu;
import org.duplexsync.ui.review.PlanNotes;
import org.duplexsync.ui.review.ReviewModel;
import org.duplexsync.ui.table.PagedRows;
import org.duplexsync.ui.table.Slot;
import org.jspecify.annotations.Nullable;

/** What waits for a decision, to be decided and approved in place. */
public final class ConflictsView extends BorderPane {
  private final ConflictsModel model;
  private final ReviewModel rows;
  private final ListView<Slot> list = new ListView<>();
  private final Label headline = Nodes.label("", "headline");
  private final Label more = Nodes.label("", "background");
  private final Icon drawing = new Icon("done");
  private final Label title = Nodes.label("", "empty-title");
  private final Label text = Nodes.label("", "empty-text");
  private final VBox empty = new VBox(drawing, title, text);
  private final Label also = Nodes.label("");
  private final HBox elsewhere;
  private final PlanNotes notes;
  private final BulkMenu bulk;
  private final ApproveBar approve;
  private @Nullable RelPath selected;

  /**
   * @param toReview shows all rows of the plan
   */
  public ConflictsView(ConflictsModel model, Runnable toReview) {
    this.model = model;
    rows = model.rows();
    bulk = new BulkMenu(rows);
    approve = new ApproveBar(rows);
    getStyleClass().add("conflicts");
    list.setId("conflict-list");
    list.getStyleClass().addAll("rows", "conflict-list");
    list.setCellFactory(_ -> new ConflictCell(rows));
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.setAccessibleText(Text.of("rail.conflicts"));
    headline.setId("conflicts-headline");
    more.setWrapText(true);
    HBox line = new HBox(headline, Nodes.spacer(), bulk);
    line.setAlignment(Pos.CENTER_LEFT);
    notes = PlanNotes.ofApproval(rows);
    elsewhere = elsewhere(toReview);
    VBox top = new VBox(line, more, notes, elsewhere);
    top.getStyleClass().addAll("review-top", "banner");
    setTop(top);
    empty.getStyleClass().add("empty-state");
    empty.setAlignment(Pos.CENTER);
    title.setId("no-conflicts");
    setCenter(new StackPane(list, empty));
    setBottom(approve);
    rows.rowsProperty().addListener((_, _, now) -> swap(now));
    list.getSelectionModel().selectedItemProperty().addListener((_, _, slot) -> picked(slot));
    model.waitingProperty().addListener((_, _, _) -> update());
    model.pair().planProperty().addListener((_, _, _) -> update());
    model.pair().previewProperty().addListener((_, _, _) -> update());
    model.pair().stateProperty().addListener((_, _, _) -> update());
    model.pair().busyProperty().addListener((_, _, _) -> update());
    swap(rows.rowsProperty().get());
  }

  private HBox elsewhere(Runnable toReview) {
    also.setId("also-taken");
    also.setWrapText(true);
    Hyperlink link = new Hyperlink(Text.of("conflict.toReview"));
    link.setId("to-review");
    link.setMinWidth(USE_PREF_SIZE);
    link.setOnAction(_ -> {
      link.setVisited(false);
      toReview.run();
    });
    HBox line = new HBox(new Icon("info"), also, link);
    line.getStyleClass().addAll("note", "note-plain", "also-taken");
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private void picked(@Nullable Slot slot) {
    PlanRow row = slot == null ? null : slot.row();
    selected = row == null ? selected : row.item().path();
  }

  private void swap(PagedRows now) {
    RelPath wanted = selected;
    list.setItems(now);
    if (wanted != null) {
      now.find(wanted, this::go);
    } else if (!now.isEmpty()) {
      go(0);
    }
    update();
  }

  private void go(int index) {
    if (index >= 0 && index < list.getItems().size()) {
      list.getSelectionModel().clearAndSelect(index);
      list.getFocusModel().focus(index);
    }
  }

  private void update() {
    long waiting = model.waitingProperty().get();
    boolean some = !rows.rowsProperty().get().isEmpty();
    boolean live = model.live();
    headline.setText(Text.of("conflict.title", waiting));
    EngineState state = model.pair().stateProperty().get();
    boolean goes = state instanceof EngineState.Live;
    more.setText(Text.of(live ? goes ? "conflict.live" : "conflict.held" : "conflict.atRest"));
    Nodes.show(bulk, some);
    Nodes.show(list, some);
    Nodes.show(empty, !some);
    Nodes.show(headline, some);
    Nodes.show(more, some);
    Nodes.show(approve, some);
    long taken = some ? model.alsoTaken() : 0;
    also.setText(Text.of("conflict.also", taken));
    Nodes.show(elsewhere, taken > 0);
    if (!some) {
      nothing();
    }
  }

  private void nothing() {
    PlanSummary plan = model.pair().planProperty().get().orElse(null);
    if (model.waitingProperty().get() > 0) {
      say("wait", Text.of("empty.loading"), "");
    } else if (model.live()) {
      boolean goes = model.pair().stateProperty().get() instanceof EngineState.Live;
      say("done", Text.of("conflict.none"), goes ? Text.of("conflict.noneLive") : "");
    } else if (plan == null) {
      say("compare", Text.of("empty.noPlan"), Text.of("empty.noPlanText"));
    } else {
      String compared = rows.words().time(plan.compared());
      say("done", Text.of("conflict.none"), Text.of("conflict.noneAtRest", compared));
    }
  }

  private void say(String icon, String said, String further) {
    drawing.show(icon);
    title.setText(said);
    text.setText(further);
    Nodes.show(text, !further.isEmpty());
    empty.getStyleClass().remove("good");
    if (icon.equals("done")) {
      empty.getStyleClass().add("good");
    }
  }

  private List<PlanRow> chosen() {
    return list.getSelectionModel().getSelectedItems().stream()
        .filter(Objects::nonNull)
        .map(Slot::row)
        .filter(Objects::nonNull)
        .toList();
  }

  private void decide(Choice choice) {
    rows.decide(
        chosen().stream()
            .filter(row -> row.item().choices().contains(choice))
            .map(row -> row.item().path())
            .toList(),
        choice);
  }

  private void reset() {
    rows.reset(chosen().stream().map(row -> row.item().path()).toList());
  }

  private void next(int step) {
    int last = list.getItems().size() - 1;
    int from = list.getSelectionModel().getSelectedIndex();
    int to = Math.clamp(from + (long) step, 0, Math.max(0, last));
    go(to);
    list.scrollTo(to);
  }

  /** What can be done while this is shown. */
  public List<Command> commands() {
    PairModel pair = model.pair();
    BooleanSupplier some = () -> !chosen().isEmpty() && pair.mayDecide();
    return List.of(
        Command.of("approve", this::focusApproval, "F9"),
        Command.of("next", () -> next(1), "F7"),
        Command.of("previous", () -> next(-1), "Shift+F7"),
        Command.of("nextConflict", () -> next(1), "F8"),
        Command.of("toB", some, () -> decide(Choice.A_TO_B), "Alt+Right", ">"),
        Command.of("toA", some, () -> decide(Choice.B_TO_A), "Alt+Left", "<"),
        Command.of("skip", some, () -> decide(Choice.SKIP), "Alt+Down", "/"),
        Command.of("keepBoth", some, () -> decide(Choice.KEEP_BOTH), "Alt+Up"),
        Command.of("reset", () -> some.getAsBoolean() && inList(), this::reset, "Backspace"),
        Command.of("undo", pair::mayDecide, pair::undo, "Ctrl+Z"),
        Command.of("redo", pair::mayDecide, pair::redo, "Ctrl+Shift+Z", "Ctrl+Y"),
        Command.of("selectAll", this::inList, list.getSelectionModel()::selectAll, "Ctrl+A"));
  }

  /** To what must be read before anything can be approved, then to the button. */
  private void focusApproval() {
    if (!notes.focusGuard()) {
      approve.focusButton();
    }
  }

  private boolean inList() {
    return list.isFocused();
  }

  /** Where the keyboard belongs when the screen is shown. */
  public void focusRows() {
    list.requestFocus();
    if (list.getSelectionModel().isEmpty() && !list.getItems().isEmpty()) {
      go(0);
    }
  }
}
