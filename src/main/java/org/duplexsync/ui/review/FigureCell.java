package org.duplexsync.ui.review;

import java.util.function.Function;
import javafx.scene.control.TableCell;
import org.duplexsync.control.PlanRow;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.ui.table.Slot;
import org.jspecify.annotations.Nullable;

/** One figure of what one side has. */
final class FigureCell extends TableCell<Slot, @Nullable PlanRow> {
  private final Side side;
  private final Function<Entry, String> figure;

  FigureCell(Side side, Function<Entry, String> figure) {
    this.side = side;
    this.figure = figure;
    getStyleClass().add("figure");
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable PlanRow row, boolean empty) {
    super.updateItem(row, empty);
    setText(
        row != null && !empty && row.item().seen(side) instanceof Seen.Present(Entry entry)
            ? figure.apply(entry)
            : "");
  }
}
