package org.duplexsync.ui;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;

/** The screens, with a badge where something waits. */
final class Rail extends VBox {
  private final ToggleGroup group = new ToggleGroup();
  private final Map<Screen, ToggleButton> buttons = new EnumMap<>(Screen.class);
  private final Map<Screen, Label> badges = new EnumMap<>(Screen.class);

  Rail(Consumer<Screen> show, Runnable keys) {
    getStyleClass().add("rail");
    for (Screen screen : Screen.values()) {
      ToggleButton button = new ToggleButton(Text.of(screen.key()), new Icon(screen.icon()));
      button.setContentDisplay(ContentDisplay.TOP);
      button.setToggleGroup(group);
      button.setMaxWidth(Double.MAX_VALUE);
      button.setOnAction(_ -> show.accept(screen));
      button.setFocusTraversable(false);
      buttons.put(screen, button);
      getChildren().add(badged(screen, button));
    }
    Region room = new Region();
    VBox.setVgrow(room, Priority.ALWAYS);
    var help = Nodes.button(Text.of("rail.keys"), "keys", keys, "flat");
    help.setContentDisplay(ContentDisplay.TOP);
    help.setMaxWidth(Double.MAX_VALUE);
    help.setFocusTraversable(false);
    getChildren().addAll(room, help);
  }

  private StackPane badged(Screen screen, ToggleButton button) {
    Label badge = Nodes.label("", "badge");
    badges.put(screen, badge);
    badge(screen, 0);
    badge.setMouseTransparent(true);
    StackPane.setAlignment(badge, javafx.geometry.Pos.TOP_RIGHT);
    return new StackPane(button, badge);
  }

  void select(Screen screen) {
    group.selectToggle(buttons.get(screen));
  }

  void badge(Screen screen, long waiting) {
    Label badge = Objects.requireNonNull(badges.get(screen));
    badge.setText(waiting > 999 ? "999+" : Long.toString(waiting));
    Nodes.show(badge, waiting > 0);
  }
}
