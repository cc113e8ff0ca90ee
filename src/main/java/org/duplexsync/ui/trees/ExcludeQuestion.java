package org.duplexsync.ui.trees;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;

/** What leaving a folder out would cover, and whether to do it. */
final class ExcludeQuestion extends HBox {
  private final Label said = new Label();
  private final Button keep;
  private final Runnable back;

  /**
   * @param back gives the keyboard back when it is answered
   */
  ExcludeQuestion(Excluding excluding, Runnable back) {
    this.back = back;
    setId("exclude-question");
    getStyleClass().addAll("note", "note-asks", "wide");
    setAlignment(Pos.CENTER_LEFT);
    said.setId("exclude-covers");
    said.setWrapText(true);
    said.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(said, Priority.ALWAYS);
    Button go = Nodes.button(Text.of("tree.coveredGo"), "blocked", excluding::goOn);
    go.setId("exclude-go");
    keep = Nodes.button(Text.of("tree.coveredKeep"), "cancel", excluding::drop);
    keep.setId("exclude-keep");
    getChildren().addAll(new Icon("conflict"), said, go, keep);
    excluding.questionProperty().addListener((_, before, now) -> show(before, now));
    Nodes.show(this, false);
  }

  private void show(Optional<Excluding.Question> before, Optional<Excluding.Question> now) {
    Nodes.show(this, now.isPresent());
    if (now.isPresent()) {
      Excluding.Question about = now.get();
      said.setText(
          Text.of("tree.covered", about.path(), about.rows(), about.hidden(), about.agreed()));
      keep.requestFocus();
    } else if (before.isPresent()) {
      back.run();
    }
  }
}
