package org.duplexsync.ui;

import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.duplexsync.ui.parts.Commands;
import org.jspecify.annotations.Nullable;

/**
 * What lies over the window for a moment: palette and sheet of keys. Escape or a click beside it
 * closes.
 */
final class Overlay extends StackPane {
  private @Nullable Node before;

  Overlay() {
    getStyleClass().add("overlay");
    setVisible(false);
    setOnMouseClicked(event -> {
      if (event.getTarget() == this) {
        hide();
      }
    });
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            hide();
            event.consume();
          }
        });
  }

  void keys(Commands commands) {
    KeySheet sheet = new KeySheet(commands);
    show(sheet);
    sheet.setFocusTraversable(true);
    sheet.requestFocus();
  }

  void palette(Commands commands) {
    Palette palette = new Palette(commands, this::hide);
    show(palette);
    palette.focusField();
  }

  /** A question: whatever it is answered with hides it. */
  void ask(Node card) {
    show(card);
  }

  boolean isOpen() {
    return isVisible();
  }

  private void show(Node card) {
    if (!isVisible()) {
      before = getScene().getFocusOwner();
    }
    getChildren().setAll(card);
    setVisible(true);
  }

  void hide() {
    setVisible(false);
    getChildren().clear();
    if (before != null) {
      before.requestFocus();
    }
  }
}
