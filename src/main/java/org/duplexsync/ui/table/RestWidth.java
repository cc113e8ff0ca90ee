package org.duplexsync.ui.table;

import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/**
 * Gives a table's first column the width that the others leave. The others keep the width that the
 * operator gave them, whatever the window's.
 */
public final class RestWidth {
  private static final double SCROLL_BAR = 18;

  private final TableView<?> table;

  public RestWidth(TableView<?> table) {
    this.table = table;
  }

  public void keep() {
    table.widthProperty().addListener((_, _, _) -> update());
    for (TableColumn<?, ?> column : table.getColumns()) {
      column.widthProperty().addListener((_, _, _) -> update());
      column.visibleProperty().addListener((_, _, _) -> update());
    }
    table.getColumns().getFirst().setResizable(false);
    update();
  }

  private void update() {
    TableColumn<?, ?> first = table.getColumns().getFirst();
    double others =
        table.getColumns().stream()
            .skip(1)
            .filter(TableColumn::isVisible)
            .mapToDouble(TableColumn::getWidth)
            .sum();
    double rest = Math.max(first.getMinWidth(), table.getWidth() - others - SCROLL_BAR);
    if (Math.abs(first.getPrefWidth() - rest) >= 1) {
      first.setPrefWidth(rest);
    }
  }
}
