package org.duplexsync.ui.parts;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Short ways to make the small nodes that every view is put together from. */
public final class Nodes {
  private Nodes() {}

  public static Label label(String text, String... classes) {
    Label label = new Label(text);
    label.getStyleClass().addAll(classes);
    return label;
  }

  /** Takes what room is left in a row. */
  public static Region spacer() {
    Region spacer = new Region();
    HBox.setHgrow(spacer, Priority.ALWAYS);
    return spacer;
  }

  public static Button button(String text, String icon, Runnable action, String... classes) {
    Button button = new Button(text, new Icon(icon));
    button.getStyleClass().addAll(classes);
    button.setOnAction(_ -> action.run());
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  /** A button without a word: its name is in the tooltip and for screen readers. */
  public static Button iconButton(String name, String icon, Runnable action) {
    Button button = button("", icon, action, "button-icon", "flat");
    button.setTooltip(new Tooltip(name));
    button.setAccessibleText(name);
    return button;
  }

  /** Shows the node, or takes it out of the layout. */
  public static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
