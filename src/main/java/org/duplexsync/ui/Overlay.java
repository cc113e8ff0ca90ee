package org.duplexsync.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
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
  /** Who gets the keyboard when this is gone. */
  private @Nullable Node before;

  private @Nullable Node inside;
  private BooleanSupplier mayGo = () -> true;

  Overlay() {
    getStyleClass().add("overlay");
    setVisible(false);
    setOnMouseClicked(event -> {
      if (event.getTarget() == this) {
        dismiss();
      }
    });
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            dismiss();
            event.consume();
          } else if (event.getCode() == KeyCode.TAB) {
            step(event.isShiftDown() ? -1 : 1);
            event.consume();
          }
        });
    sceneProperty()
        .addListener((_, _, scene) -> {
          if (scene != null) {
            scene.focusOwnerProperty().addListener((_, _, owner) -> keep(owner));
          }
        });
  }

  /** What lies below can't be reached by keys either; what asks for the keyboard there waits. */
  private void keep(@Nullable Node owner) {
    if (!isVisible() || getChildren().isEmpty()) {
      return;
    }
    if (owner != null && isWithin(owner)) {
      inside = owner;
    } else {
      before = owner == null ? before : owner;
      Node last = inside == null || inside.isDisabled() ? getChildren().getFirst() : inside;
      Platform.runLater(() -> {
        if (isVisible() && last.getScene() != null) {
          last.requestFocus();
        }
      });
    }
  }

  /** Round and round in what lies here. */
  private void step(int by) {
    List<Node> stops = new ArrayList<>();
    getChildren().forEach(card -> collect(card, stops));
    if (!stops.isEmpty()) {
      int at = stops.indexOf(getScene().getFocusOwner());
      int next = at < 0 ? (by > 0 ? 0 : stops.size() - 1) : Math.floorMod(at + by, stops.size());
      stops.get(next).requestFocus();
    }
  }

  private void collect(Node node, List<Node> stops) {
    if (!node.isVisible() || node.isDisabled()) {
      return;
    }
    boolean card = getChildren().contains(node);
    if (node.isFocusTraversable() && !card) {
      stops.add(node);
    }
    if (card || !(node instanceof Control)) {
      if (node instanceof Parent parent) {
        parent.getChildrenUnmodifiable().forEach(child -> collect(child, stops));
      }
    }
  }

  private boolean isWithin(Node node) {
    Node at = node;
    while (at != null && at != this) {
      at = at.getParent();
    }
    return at == this;
  }

  private void dismiss() {
    if (mayGo.getAsBoolean()) {
      hide();
    }
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

  /**
   * A question: whatever it is answered with hides it.
   *
   * @param mayGo false while an answer is being carried out
   */
  void ask(Node card, BooleanSupplier mayGo) {
    show(card);
    this.mayGo = mayGo;
  }

  boolean isOpen() {
    return isVisible();
  }

  private void show(Node card) {
    if (!isVisible()) {
      before = getScene().getFocusOwner();
    }
    mayGo = () -> true;
    inside = null;
    card.setFocusTraversable(true);
    getChildren().setAll(card);
    setVisible(true);
  }

  void hide() {
    setVisible(false);
    getChildren().clear();
    inside = null;
    if (before != null) {
      before.requestFocus();
    }
  }
}
