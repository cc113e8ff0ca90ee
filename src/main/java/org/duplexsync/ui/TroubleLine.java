package org.duplexsync.ui;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;

/** What went wrong last, on screens that have no place of their own for it. */
final class TroubleLine extends HBox {
  private final Label text = Nodes.label("");

  TroubleLine() {
    setId("trouble");
    text.setId("trouble-text");
    text.setWrapText(true);
    setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(new Icon("warning"), text);
    say("");
  }

  /**
   * @param said empty: nothing
   */
  void say(String said) {
    text.setText(said);
    // a note only as long as it says something
    getStyleClass().removeAll("note", "note-bad", "wide");
    if (!said.isEmpty()) {
      getStyleClass().addAll("note", "note-bad", "wide");
    }
    Nodes.show(this, !said.isEmpty());
  }
}
