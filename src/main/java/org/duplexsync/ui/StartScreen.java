package org.duplexsync.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;

/** Before a job is open: open one, or say why one could not be opened. */
final class StartScreen extends VBox {
  private StartScreen(String icon, String headline, String text) {
    getStyleClass().addAll("empty-state", "start-screen");
    setAlignment(Pos.CENTER);
    Label said = Nodes.label(text, "empty-text");
    said.setWrapText(true);
    getChildren().addAll(new Icon(icon), Nodes.label(headline, "empty-title"), said);
  }

  static StartScreen noJob(List<Path> recent, Runnable choose, Consumer<Path> open) {
    StartScreen screen = new StartScreen("open", Text.of("start.title"), Text.of("start.text"));
    screen.getChildren().add(Nodes.button(Text.of("start.open"), "open", choose, "accent"));
    screen.recent(recent, open);
    screen.getChildren().add(Nodes.label(Text.of("start.demo"), "empty-text"));
    return screen;
  }

  static StartScreen opening(Path job) {
    return new StartScreen(
        "wait", Text.of("start.opening", String.valueOf(job.getFileName())), job.toString());
  }

  static StartScreen failed(Path job, String why, Runnable choose, Runnable again) {
    StartScreen screen =
        new StartScreen("warning", Text.of("start.failed", String.valueOf(job.getFileName())), why);
    screen
        .getChildren()
        .addAll(
            Nodes.button(Text.of("start.again"), "compare", again),
            Nodes.button(Text.of("start.open"), "open", choose));
    return screen;
  }

  private void recent(List<Path> jobs, Consumer<Path> open) {
    if (jobs.isEmpty()) {
      return;
    }
    getChildren().add(Nodes.label(Text.of("start.recent"), "title"));
    for (Path job : jobs) {
      Hyperlink link = new Hyperlink(job.toString());
      link.setOnAction(_ -> open.accept(job));
      getChildren().add(link);
    }
  }
}
