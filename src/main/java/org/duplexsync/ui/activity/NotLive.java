package org.duplexsync.ui.activity;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;

/** In the place of events before the pair was ever live: what live means, and the way to it. */
final class NotLive extends VBox {
  private final LiveModel model;
  private final Button start;

  NotLive(LiveModel model) {
    this.model = model;
    start = Nodes.button(Text.of("top.goLive"), "live", model::start, "accent");
    start.setId("not-live-start");
    getStyleClass().add("empty-state");
    setAlignment(Pos.CENTER);
    String text = model.available() ? Text.of("live.offText") : Text.of("live.cantText");
    var said = Nodes.label(text, "empty-text");
    said.setWrapText(true);
    said.setMaxWidth(560);
    getChildren()
        .addAll(
            new Icon("live"), Nodes.label(Text.of("live.offTitle"), "empty-title"), said, start);
    model.beatProperty().addListener((_, _, _) -> update());
    model.pair().busyProperty().addListener((_, _, _) -> update());
    update();
  }

  private void update() {
    start.setDisable(!model.canStart());
    Nodes.show(start, model.available());
  }

  boolean hasKeyboard() {
    return start.isFocused();
  }

  void focusButton() {
    start.requestFocus();
  }
}
