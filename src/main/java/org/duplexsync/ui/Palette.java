package org.duplexsync.ui;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.duplexsync.ui.parts.Command;
import org.duplexsync.ui.parts.Commands;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.jspecify.annotations.Nullable;

/** Type a few letters of what you want; Enter does it. */
final class Palette extends VBox {
  private final TextField field = new TextField();
  private final ListView<Command> list = new ListView<>();
  private final List<Command> possible;
  private final Runnable close;

  Palette(Commands commands, Runnable close) {
    this.close = close;
    Set<String> seen = new LinkedHashSet<>();
    possible =
        commands.all().stream()
            .filter(command -> command.enabled().getAsBoolean())
            .filter(command -> !command.id().equals("palette") && seen.add(command.id()))
            .toList();
    getStyleClass().addAll("overlay-card", "palette");
    setId("palette");
    field.setPromptText(Text.of("palette.prompt"));
    field.setAccessibleText(Text.of("command.palette"));
    field.setId("palette-field");
    list.setPlaceholder(Nodes.label(Text.of("palette.nothing")));
    list.setFocusTraversable(false);
    list.setCellFactory(_ -> new Line());
    list.setOnMouseClicked(_ -> runSelected());
    field.textProperty().addListener((_, _, _) -> narrow());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    getChildren().addAll(field, list);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    narrow();
  }

  private static final class Line extends ListCell<Command> {
    @Override
    protected void updateItem(@Nullable Command command, boolean empty) {
      super.updateItem(command, empty);
      if (empty || command == null) {
        setGraphic(null);
        return;
      }
      HBox line =
          new HBox(
              Nodes.label(command.name()), Nodes.spacer(), Nodes.label(command.shownKeys(), "key"));
      line.setAlignment(Pos.CENTER_LEFT);
      setGraphic(line);
    }
  }

  private void narrow() {
    String typed = field.getText().strip().toLowerCase(Locale.ROOT);
    list.getItems()
        .setAll(
            possible.stream()
                .filter(command -> fits(command.name().toLowerCase(Locale.ROOT), typed))
                .toList());
    list.getSelectionModel().selectFirst();
  }

  /** The letters stand in the name in this order. */
  private static boolean fits(String name, String letters) {
    int at = 0;
    for (int i = 0; i < letters.length(); i++) {
      at = name.indexOf(letters.charAt(i), at) + 1;
      if (at == 0) {
        return false;
      }
    }
    return true;
  }

  private void pressed(KeyEvent event) {
    int at = list.getSelectionModel().getSelectedIndex();
    switch (event.getCode()) {
      case KeyCode.DOWN -> select(at + 1);
      case KeyCode.UP -> select(at - 1);
      case KeyCode.ENTER -> runSelected();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void select(int index) {
    list.getSelectionModel().select(Math.clamp(index, 0, Math.max(0, list.getItems().size() - 1)));
    list.scrollTo(list.getSelectionModel().getSelectedIndex());
  }

  private void runSelected() {
    Command command = list.getSelectionModel().getSelectedItem();
    close.run();
    if (command != null) {
      command.run().run();
    }
  }

  void focusField() {
    field.requestFocus();
  }
}
