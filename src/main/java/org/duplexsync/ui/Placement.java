package org.duplexsync.ui;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.duplexsync.ui.details.Details;

/** Where the window stands and how large it is, from one start to the next. */
final class Placement {
  private final Stage stage;
  private final WindowMemory memory;

  Placement(Stage stage, WindowMemory memory) {
    this.stage = stage;
    this.memory = memory;
  }

  /** Restores what fits the screens there are, and remembers from then on. */
  void restore() {
    double x = memory.number("window.x", Double.NEGATIVE_INFINITY);
    double y = memory.number("window.y", Double.NEGATIVE_INFINITY);
    double width = memory.number("window.width", 0);
    double height = memory.number("window.height", 0);
    if (width >= stage.getMinWidth() && height >= stage.getMinHeight()) {
      stage.setWidth(width);
      stage.setHeight(height);
      if (seen(x, y, width)) {
        stage.setX(x);
        stage.setY(y);
      }
    }
    stage.setMaximized("true".equals(memory.get("window.maximized")));
    remember("window.x", stage.xProperty());
    remember("window.y", stage.yProperty());
    remember("window.width", stage.widthProperty());
    remember("window.height", stage.heightProperty());
    stage
        .maximizedProperty()
        .addListener((_, _, now) -> memory.put("window.maximized", now.toString()));
  }

  /** Its title bar can be reached. */
  private static boolean seen(double x, double y, double width) {
    return Screen.getScreens().stream()
        .map(Screen::getVisualBounds)
        .anyMatch(screen -> touches(screen, x, y, width));
  }

  private static boolean touches(Rectangle2D screen, double x, double y, double width) {
    return y >= screen.getMinY()
        && y < screen.getMaxY() - 40
        && x + width > screen.getMinX() + 80
        && x < screen.getMaxX() - 80;
  }

  private void remember(String key, ObservableValue<Number> value) {
    value.addListener((_, _, now) -> {
      if (!stage.isMaximized() && Double.isFinite(now.doubleValue())) {
        memory.put(key, now.toString());
      }
    });
  }

  /** Widths of columns, by the table's name and theirs. */
  static void columns(
      String table, Iterable<? extends TableColumn<?, ?>> columns, WindowMemory memory) {
    for (TableColumn<?, ?> column : columns) {
      String key = "column." + table + "." + column.getId();
      column.setPrefWidth(memory.number(key, column.getPrefWidth()));
      String shown = memory.get(key + ".shown");
      column.setVisible(shown == null ? column.isVisible() : shown.equals("true"));
      column
          .visibleProperty()
          .addListener((_, _, now) -> memory.put(key + ".shown", Boolean.toString(now)));
      column
          .widthProperty()
          .addListener(
              (_, _, now) -> memory.put(key, Long.toString(Math.round(now.doubleValue()))));
    }
  }

  /** Whether what lies below the rows is shown, and how high it is. */
  static void details(String name, Details details, WindowMemory memory) {
    String key = "details." + name;
    String shown = memory.get(key + ".shown");
    details.wantedProperty().set(shown == null ? null : shown.equals("true"));
    details.roomProperty().set(memory.number(key, details.roomProperty().get()));
    details
        .wantedProperty()
        .addListener((_, _, now) -> memory.put(key + ".shown", String.valueOf(now)));
    details
        .roomProperty()
        .addListener((_, _, now) -> memory.put(key, Long.toString(Math.round(now))));
  }

  /** By which column a table is sorted, and which way, by the table's name. */
  static <T> void sorting(String name, TableView<T> table, WindowMemory memory) {
    String key = "sort." + name;
    String[] known = String.valueOf(memory.get(key)).split(" ");
    for (TableColumn<T, ?> column : table.getColumns()) {
      if (known.length == 2 && known[0].equals(column.getId()) && column.isSortable()) {
        column.setSortType(
            known[1].equals("down")
                ? TableColumn.SortType.DESCENDING
                : TableColumn.SortType.ASCENDING);
        table.getSortOrder().setAll(List.of(column));
      }
    }
    ListChangeListener<TableColumn<T, ?>> remember = _ -> memory.put(key, sorting(table));
    table.getSortOrder().addListener(remember);
    for (TableColumn<T, ?> column : table.getColumns()) {
      column.sortTypeProperty().addListener((_, _, _) -> memory.put(key, sorting(table)));
    }
  }

  private static <T> String sorting(TableView<T> table) {
    if (table.getSortOrder().isEmpty()) {
      return "";
    }
    TableColumn<T, ?> first = table.getSortOrder().getFirst();
    boolean down = first.getSortType() == TableColumn.SortType.DESCENDING;
    return first.getId() + (down ? " down" : " up");
  }
}
