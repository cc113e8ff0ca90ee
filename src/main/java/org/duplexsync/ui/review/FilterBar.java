package org.duplexsync.ui.review;

import java.util.Locale;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.table.PagedRows;
import org.duplexsync.ui.table.Slot;

/** Type to see fewer rows; how many are shown; decide all of these; undo and redo. */
final class FilterBar extends HBox {
  private final ReviewModel model;
  private final TextField field = new TextField();
  private final Label shown = Nodes.label("", "shown");
  private final Button clear;
  private final ListChangeListener<Slot> grown = _ -> count();
  private final ChangeListener<Boolean> counted = (_, _, _) -> count();

  /**
   * @param exporting asks where to, and exports
   */
  FilterBar(ReviewModel model, Runnable exporting) {
    this.model = model;
    Button export = Nodes.iconButton(Text.of("command.export"), "export", exporting);
    export.setId("export");
    clear = Nodes.iconButton(Text.of("filter.clear"), "cancel", model::clearFilter);
    getStyleClass().add("filter-bar");
    setAlignment(Pos.CENTER_LEFT);
    field.setPromptText(Text.of("filter.prompt"));
    field.setTooltip(new Tooltip(Text.of("filter.help")));
    field.setAccessibleText(Text.of("command.filter"));
    field.setId("filter");
    field.textProperty().bindBidirectional(model.filterProperty());
    HBox box = new HBox(new Icon("search"), field, clear);
    box.getStyleClass().add("filter-field");
    box.setAlignment(Pos.CENTER_LEFT);
    shown.setId("shown");
    shown.setMinWidth(0);
    getChildren()
        .addAll(
            box,
            shown,
            Nodes.spacer(),
            Nodes.iconButton(Text.of("command.undo"), "undo", model.pair()::undo),
            Nodes.iconButton(Text.of("command.redo"), "redo", model.pair()::redo),
            new BulkMenu(model),
            export);
    model.rowsProperty().addListener((_, before, now) -> follow(before, now));
    model.parsedProperty().addListener((_, _, _) -> count());
    model.pair().planProperty().addListener((_, _, _) -> count());
    follow(model.rowsProperty().get(), model.rowsProperty().get());
  }

  /**
   * @param next where Escape and Enter lead
   */
  void leaveTo(Runnable next) {
    field.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
        field.clear();
        event.consume();
      } else if (event.getCode() == KeyCode.ENTER
          || event.getCode() == KeyCode.DOWN
          || event.getCode() == KeyCode.ESCAPE) {
        next.run();
        event.consume();
      }
    });
  }

  private void follow(PagedRows before, PagedRows now) {
    before.removeListener(grown);
    before.completeProperty().removeListener(counted);
    now.addListener(grown);
    now.completeProperty().addListener(counted);
    count();
  }

  private void count() {
    PagedRows rows = model.rowsProperty().get();
    long all = model.pair().planProperty().get().map(PlanSummary::rows).orElse(0L);
    Nodes.show(clear, model.isFiltered());
    if (!model.parsedProperty().get().unknown().isEmpty()) {
      String terms = String.join(" ", model.parsedProperty().get().unknown());
      shown.setText(Text.of("filter.unknown", terms));
    } else if (!rows.completeProperty().get()) {
      shown.setText(rows.isEmpty() ? "" : Text.of("filter.showing", rows.size()));
    } else if (model.isFiltered()) {
      shown.setText(Text.of("filter.shown", rows.size(), all));
    } else {
      shown.setText(Text.of("filter.all", rows.size()));
    }
    shown.setAccessibleText(shown.getText().toLowerCase(Locale.ROOT));
  }

  void focusField() {
    field.requestFocus();
    field.selectAll();
  }
}
