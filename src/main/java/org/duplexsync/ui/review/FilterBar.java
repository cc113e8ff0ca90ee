package org.duplexsync.ui.review;

import java.util.Locale;
import java.util.function.Supplier;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.table.FilterField;
import org.duplexsync.ui.table.PagedRows;
import org.duplexsync.ui.table.Slot;
import org.jspecify.annotations.Nullable;

/** Type to see fewer rows; how many are shown; decide all of these; undo and redo. */
final class FilterBar extends HBox {
  private final ReviewModel model;
  private final FilterField field;
  private final Label shown = Nodes.label("", "shown");
  private long whole;
  private long plan;
  private final ListChangeListener<Slot> grown = _ -> count();
  private final ChangeListener<Boolean> counted = (_, _, _) -> count();

  /**
   * @param selected the row whose folder can be decided
   * @param exporting asks where to, and exports
   */
  FilterBar(ReviewModel model, Supplier<@Nullable PlanRow> selected, Runnable exporting) {
    this.model = model;
    Button export = Nodes.iconButton(Text.of("command.export"), "export", exporting);
    export.setId("export");
    field = new FilterField(model.sieve(), "filter");
    getStyleClass().add("filter-bar");
    setAlignment(Pos.CENTER_LEFT);
    shown.setId("shown");
    shown.setMinWidth(0);
    getChildren()
        .addAll(
            field,
            shown,
            Nodes.spacer(),
            Nodes.iconButton(Text.of("command.undo"), "undo", model.pair()::undo),
            Nodes.iconButton(Text.of("command.redo"), "redo", model.pair()::redo),
            new BulkMenu(model, selected),
            export);
    model.rowsProperty().addListener((_, before, now) -> follow(before, now));
    model.sieve().parsedProperty().addListener((_, _, _) -> count());
    model.pair().planProperty().addListener((_, _, _) -> count());
    follow(model.rowsProperty().get(), model.rowsProperty().get());
  }

  /**
   * @param next where Escape and Enter lead
   */
  void leaveTo(Runnable next) {
    field.leaveTo(next);
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
    PlanSummary known = model.pair().planProperty().get().orElse(null);
    long left = known == null ? 0 : known.rows();
    remember(rows, known == null ? 0 : known.planId());
    if (!model.sieve().parsedProperty().get().unknown().isEmpty()) {
      String terms = String.join(" ", model.sieve().parsedProperty().get().unknown());
      shown.setText(Text.of("filter.unknown", terms));
    } else if (!rows.completeProperty().get()) {
      shown.setText(rows.isEmpty() ? "" : Text.of("filter.showing", rows.size()));
    } else if (model.isFiltered()) {
      shown.setText(Text.of("filter.shown", rows.size(), Math.max(left, whole)));
    } else {
      long done = rows.size() - left;
      shown.setText(
          done > 0
              ? Text.of("filter.allDone", rows.size(), done)
              : Text.of("filter.all", rows.size()));
    }
    shown.setAccessibleText(shown.getText().toLowerCase(Locale.ROOT));
  }

  /** The plan counts what is left; rows that are done stay in sight. */
  private void remember(PagedRows rows, long ofPlan) {
    if (plan != ofPlan) {
      plan = ofPlan;
      whole = 0;
    }
    if (!model.isFiltered() && rows.completeProperty().get()) {
      whole = rows.size();
    }
  }

  void focusField() {
    field.focusField();
  }
}
