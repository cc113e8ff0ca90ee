package org.duplexsync.ui.review;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.util.Callback;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.RowOrder;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Side;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;
import org.duplexsync.ui.table.Slot;
import org.jspecify.annotations.Nullable;

/** The columns of the review: A, what will happen, B, and figures for who wants them. */
final class ReviewColumns {
  private final Words words;

  ReviewColumns(Words words) {
    this.words = words;
  }

  /**
   * @param actions what shows, and offers, what will happen
   */
  List<TableColumn<Slot, ?>> all(Supplier<TableCell<Slot, @Nullable PlanRow>> actions) {
    List<TableColumn<Slot, ?>> all = new ArrayList<>();
    all.add(column("path", Text.of("column.path"), 456, _ -> new RowCells.Path()));
    all.add(column("a", side(Side.A), 200, _ -> new RowCells.OneSide(Side.A, words)));
    all.add(column("action", Text.of("column.action"), 248, _ -> actions.get()));
    all.add(column("b", side(Side.B), 200, _ -> new RowCells.OneSide(Side.B, words)));
    for (Side side : Side.values()) {
      all.add(figure("size" + side, "column.sizeOn", side, entry -> size(entry)));
      all.add(figure("time" + side, "column.timeOn", side, entry -> words.time(entry.mtime())));
      all.add(figure("mode" + side, "column.modeOn", side, Words::mode));
      all.add(figure("owner" + side, "column.ownerOn", side, e -> e.owner() + ":" + e.group()));
    }
    return all;
  }

  private String side(Side side) {
    return Text.of("column.side", side.name(), words.host(side));
  }

  private static String size(Entry entry) {
    return entry.isFile() ? Words.bytes(entry.size()) : "";
  }

  /** A column that is there for who wants it. */
  private TableColumn<Slot, @Nullable PlanRow> figure(
      String id, String title, Side side, Function<Entry, String> figure) {
    TableColumn<Slot, @Nullable PlanRow> column =
        column(id, Text.of(title, words.host(side)), 120, _ -> new FigureCell(side, figure));
    column.setVisible(false);
    return column;
  }

  /** How rows are to be sorted by these columns, the first of which counts. */
  static RowOrder order(List<TableColumn<Slot, ?>> sorted) {
    TableColumn<Slot, ?> first = sorted.isEmpty() ? null : sorted.getFirst();
    RowOrder.Key key = first == null ? null : key(first);
    return first == null || key == null
        ? RowOrder.BY_PATH
        : new RowOrder(key, first.getSortType() == TableColumn.SortType.DESCENDING);
  }

  private static RowOrder.@Nullable Key key(TableColumn<?, ?> column) {
    return switch (String.valueOf(column.getId())) {
      case "path" -> RowOrder.Key.PATH;
      case "action" -> RowOrder.Key.ACTION;
      case "a", "timeA" -> RowOrder.Key.TIME_A;
      case "b", "timeB" -> RowOrder.Key.TIME_B;
      case "sizeA" -> RowOrder.Key.SIZE_A;
      case "sizeB" -> RowOrder.Key.SIZE_B;
      default -> null;
    };
  }

  private static TableColumn<Slot, @Nullable PlanRow> column(
      String id,
      String title,
      double width,
      Callback<TableColumn<Slot, @Nullable PlanRow>, TableCell<Slot, @Nullable PlanRow>> cells) {
    TableColumn<Slot, @Nullable PlanRow> column = new TableColumn<>(title);
    column.setId(id);
    column.setSortable(key(column) != null);
    column.setReorderable(false);
    column.setPrefWidth(width);
    column.setMinWidth(90);
    column.setCellValueFactory(features -> features.getValue().rowProperty());
    column.setCellFactory(cells);
    return column;
  }
}
