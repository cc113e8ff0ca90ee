package org.duplexsync.ui.review;

import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Pick;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.details.Details;
import org.duplexsync.ui.details.Properties;
import org.duplexsync.ui.details.Subject;
import org.duplexsync.ui.parts.Command;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.table.BucketChips;
import org.duplexsync.ui.table.OverviewMap;
import org.duplexsync.ui.table.Slot;
import org.jspecify.annotations.Nullable;

/** The review of one pair. */
public final class ReviewView extends BorderPane {
  private final ReviewModel model;
  private final ReviewTable table;
  private final EmptyState empty;
  private final FilterBar filter;
  private final ApproveBar approve;
  private final Banner banner;
  private final OverviewMap map;
  private final ProgressLine progress;
  private final Details details;
  private final ChangeListener<@Nullable PlanRow> read;

  /**
   * @param exporting asks where to, and exports the plan
   */
  public ReviewView(ReviewModel model, InstantSource clock, Runnable exporting) {
    this.model = model;
    banner = new Banner(model);
    table = new ReviewTable(model, clock);
    empty = new EmptyState(model);
    filter = new FilterBar(model, table::selectedRow, exporting);
    approve = new ApproveBar(model);
    progress = new ProgressLine(model, clock);
    getStyleClass().add("review");
    filter.leaveTo(table::requestFocus);
    VBox top =
        new VBox(banner, new BucketChips(model.sieve(), model.pair(), model.words()), filter);
    top.getStyleClass().add("review-top");
    setTop(top);
    map = new OverviewMap(table::jump);
    BorderPane rows = new BorderPane(table);
    rows.setRight(map);
    details = new Details(rows, List.of(new Properties(model.words())));
    read = (_, _, row) -> details.show(row == null ? null : Subject.of(row));
    setCenter(new StackPane(details, empty));
    setBottom(new StackPane(approve, progress));
    listen();
    update();
  }

  private void listen() {
    PairModel pair = model.pair();
    pair.busyProperty().addListener((_, _, _) -> update());
    pair.planProperty().addListener((_, _, _) -> update());
    pair.stateProperty().addListener((_, _, _) -> update());
    model
        .rowsProperty()
        .addListener((_, _, rows) -> {
          update();
          rows.overview(OverviewMap.PARTS, map::show);
        });
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((_, before, now) -> look(before, now));
  }

  private void look(@Nullable Slot before, @Nullable Slot now) {
    if (before != null) {
      before.rowProperty().removeListener(read);
    }
    if (now != null) {
      now.rowProperty().addListener(read);
    }
    PlanRow row = now == null ? null : now.row();
    details.show(row == null ? null : Subject.of(row));
  }

  private void update() {
    PairModel.Busy busy = model.pair().busyProperty().get();
    boolean running =
        switch (busy) {
          case COMPARING, APPROVING, DECIDING -> true;
          case NOTHING, OPENING, ASKING -> false;
        };
    boolean rows = !model.rowsProperty().get().isEmpty();
    boolean pressed = running && approve.lookup(":focused") != null;
    Nodes.show(progress, running);
    long left = model.pair().planProperty().get().map(PlanSummary::rows).orElse(0L);
    Nodes.show(approve, !running && left > 0);
    boolean first = rows && !table.isVisible();
    Nodes.show(details, rows);
    Nodes.show(table, rows);
    if (first && getScene() != null && !(getScene().getFocusOwner() instanceof TextInputControl)) {
      table.requestFocus();
    }
    if (pressed) {
      table.requestFocus();
    }
    Nodes.show(map, rows);
    Nodes.show(empty, !rows);
    Nodes.show(filter, rows || model.isFiltered());
    if (!rows) {
      empty.update();
    }
  }

  /** What can be done while this is shown. */
  public List<Command> commands() {
    PairModel pair = model.pair();
    BooleanSupplier some = () -> table.selectedRow() != null && pair.mayDecide();
    List<Command> own =
        List.of(
            Command.of("approve", this::focusApproval, "F9"),
            Command.of("mode", pair::idle, model::nextMode, "Ctrl+M"),
            Command.of("next", () -> table.next(1), "F7"),
            Command.of("previous", () -> table.next(-1), "Shift+F7"),
            Command.of("nextConflict", table::nextConflict, "F8"),
            Command.of("toB", some, () -> table.decide(Choice.A_TO_B), "Alt+Right", ">"),
            Command.of("toA", some, () -> table.decide(Choice.B_TO_A), "Alt+Left", "<"),
            Command.of("skip", some, () -> table.decide(Choice.SKIP), "Alt+Down", "/"),
            Command.of("keepBoth", some, () -> table.decide(Choice.KEEP_BOTH), "Alt+Up"),
            Command.of(
                "reset",
                () -> some.getAsBoolean() && inTable(),
                table::resetDecisions,
                "Backspace"),
            Command.of("include", () -> some.getAsBoolean() && inTable(), table::include, "Space"),
            Command.of("undo", pair::mayDecide, pair::undo, "Ctrl+Z"),
            Command.of("redo", pair::mayDecide, pair::redo, "Ctrl+Shift+Z", "Ctrl+Y"),
            Command.of("filter", filter::focusField, "Ctrl+F"),
            Command.of("clearFilter", model::isFiltered, model::clearFilter, "Ctrl+Shift+F"),
            Command.of("details", details::toggle, "Ctrl+I"),
            Command.of("selectAll", this::inTable, table::selectAll, "Ctrl+A"));
    return Stream.concat(own.stream(), folderCommands().stream()).toList();
  }

  /** About all rows shown in the folder of the selected one. */
  private List<Command> folderCommands() {
    BooleanSupplier any = () -> folder() != null && model.pair().mayDecide();
    return List.of(
        folder("folderProposal", any, new Pick.Proposal(), "Shift+Alt+P"),
        folder("folderNewer", any, new Pick.Newer(), "Shift+Alt+N"),
        folder("folderToB", any, Pick.of(Choice.A_TO_B), "Shift+Alt+Right"),
        folder("folderToA", any, Pick.of(Choice.B_TO_A), "Shift+Alt+Left"),
        folder("folderSkip", any, Pick.of(Choice.SKIP), "Shift+Alt+Down"),
        folder("folderReset", any, new Pick.Reset(), "Shift+Alt+Backspace"));
  }

  private Command folder(String id, BooleanSupplier enabled, Pick pick, String keys) {
    return Command.of(
        id,
        enabled,
        () -> {
          RelPath folder = folder();
          if (folder != null) {
            model.decideFolder(folder, pick);
          }
        },
        keys);
  }

  private @Nullable RelPath folder() {
    PlanRow row = table.selectedRow();
    return row == null ? null : ReviewModel.folder(row);
  }

  /** Keys that buttons and fields have a use for are ours only in the table. */
  private boolean inTable() {
    Node owner = getScene() == null ? null : getScene().getFocusOwner();
    return owner == table || owner == null;
  }

  /** To what must be read before anything can be approved, then to the button. */
  private void focusApproval() {
    if (!banner.focusGuard()) {
      approve.focusButton();
    }
  }

  /** Where the keyboard belongs when the screen is shown. */
  public void focusRows() {
    table.requestFocus();
  }

  /** Whether it is shown and how high it is is remembered. */
  public Details details() {
    return details;
  }

  /** Whose columns, and by which of them it is sorted, are remembered. */
  public TableView<Slot> table() {
    return table;
  }
}
