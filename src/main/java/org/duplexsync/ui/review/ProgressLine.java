package org.duplexsync.ui.review;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.duplexsync.model.CommitProgress;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Side;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;

/** What is under way, how far it is, and a way to end it. */
final class ProgressLine extends HBox {
  private final ReviewModel model;
  private final InstantSource clock;
  private final ProgressBar bar = new ProgressBar();
  private final Label text = Nodes.label("", "progress-text");
  private final Button cancel;

  ProgressLine(ReviewModel model, InstantSource clock) {
    this.model = model;
    this.clock = clock;
    cancel = Nodes.button(Text.of("progress.cancel"), "cancel", model.pair()::cancel, "cancel");
    getStyleClass().add("progress-line");
    setAlignment(Pos.CENTER_LEFT);
    bar.setMaxWidth(Double.MAX_VALUE);
    VBox middle = new VBox(text, bar);
    middle.getStyleClass().add("said");
    HBox.setHgrow(middle, Priority.ALWAYS);
    getChildren().addAll(middle, cancel);
    model.pair().stateProperty().addListener((_, _, _) -> update());
    model.pair().busyProperty().addListener((_, _, _) -> update());
    update();
  }

  private void update() {
    boolean deciding = model.pair().busyProperty().get() == PairModel.Busy.DECIDING;
    Nodes.show(cancel, !deciding);
    if (deciding) {
      text.setText(Text.of("progress.deciding"));
      bar.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
    } else {
      engine();
    }
  }

  private void engine() {
    EngineState state = model.pair().stateProperty().get();
    switch (state) {
      case EngineState.Committing(CommitProgress progress, var since) -> {
        text.setText(describe(progress, Duration.between(since, clock.instant())));
        bar.setProgress(share(progress));
      }
      case EngineState.Comparing(long a, long b, _, _, _) -> {
        Words words = model.words();
        text.setText(Text.of("progress.comparing", a, words.host(Side.A), b, words.host(Side.B)));
        bar.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
      }
      case EngineState.Reading(long files, long total, var since) -> {
        text.setText(reading(files, total, Duration.between(since, clock.instant())));
        bar.setProgress((double) files / Math.max(1, total));
      }
      case EngineState.Connecting _,
          EngineState.Stopped _,
          EngineState.Review _,
          EngineState.InSync _,
          EngineState.Live _,
          EngineState.Paused _,
          EngineState.Unreachable _,
          EngineState.Failed _ -> {
        text.setText(
            model.pair().busyProperty().get() == PairModel.Busy.COMPARING
                ? Text.of("state.connecting")
                : Text.of("banner.applying"));
        bar.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
      }
    }
  }

  private static double share(CommitProgress progress) {
    double items = (double) progress.items() / Math.max(1, progress.itemsTotal());
    double bytes = (double) progress.bytes() / Math.max(1, progress.bytesTotal());
    return progress.bytesTotal() == 0 ? items : (items + bytes) / 2;
  }

  static String describe(CommitProgress progress, Duration taken) {
    List<String> parts = new ArrayList<>();
    parts.add(Text.of("progress.items", progress.items(), progress.itemsTotal()));
    if (progress.bytesTotal() > 0) {
      parts.add(
          Text.of(
              "progress.bytes", Words.bytes(progress.bytes()), Words.bytes(progress.bytesTotal())));
    }
    if (taken.toMillis() > 1000 && progress.bytes() > 0) {
      long speed = progress.bytes() * 1000 / taken.toMillis();
      parts.add(Text.of("progress.speed", Words.bytes(speed)));
      if (speed > 0 && progress.bytes() < progress.bytesTotal()) {
        parts.add(left((progress.bytesTotal() - progress.bytes()) / speed));
      }
    }
    if (progress.failed() > 0) {
      parts.add(Text.of("progress.failed", progress.failed()));
    }
    return String.join("  \u00b7  ", parts);
  }

  static String reading(long files, long total, Duration taken) {
    String text = Text.of("progress.reading", files, total);
    return taken.toMillis() > 1000 && files > 0
        ? text + "  \u00b7  " + left((total - files) * taken.toMillis() / files / 1000)
        : text;
  }

  private static String left(long seconds) {
    return Text.of(
        "progress.left",
        seconds < 120
            ? Text.of("progress.seconds", seconds)
            : Text.of("progress.minutes", seconds / 60));
  }
}
