package org.duplexsync.ui;

import java.util.LinkedHashSet;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.duplexsync.ui.parts.Command;
import org.duplexsync.ui.parts.Commands;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;

/** All keys, in two columns. */
final class KeySheet extends VBox {
  KeySheet(Commands commands) {
    getStyleClass().addAll("overlay-card", "key-sheet");
    setId("key-sheet");
    GridPane grid = new GridPane();
    grid.getStyleClass().add("keys");
    Set<String> seen = new LinkedHashSet<>();
    var shown =
        commands.all().stream()
            .filter(command -> !command.shownKeys().isEmpty() && seen.add(command.id()))
            .toList();
    int half = (shown.size() + 1) / 2;
    for (int i = 0; i < shown.size(); i++) {
      line(grid, shown.get(i), i % half, i / half * 2);
    }
    setAlignment(Pos.TOP_LEFT);
    // in a low window what doesn't fit is scrolled to
    ScrollPane fits = new ScrollPane(grid);
    fits.setFitToWidth(true);
    fits.setMinHeight(0);
    fits.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    fits.getStyleClass().add("keys-fit");
    getChildren().addAll(Nodes.label(Text.of("keys.title"), "headline"), fits);
    setMinHeight(0);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
  }

  private static void line(GridPane grid, Command command, int row, int column) {
    Label keys = Nodes.label(command.shownKeys(), "key");
    keys.setMinWidth(USE_PREF_SIZE);
    grid.add(keys, column, row);
    grid.add(Nodes.label(command.name()), column + 1, row);
  }
}
