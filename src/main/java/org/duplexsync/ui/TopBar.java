package org.duplexsync.ui;

import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Side;
import org.duplexsync.ui.activity.LiveButtons;
import org.duplexsync.ui.parts.Commands;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.parts.Sentence;
import org.duplexsync.ui.parts.Text;
import org.jspecify.annotations.Nullable;

/** Which pair, how its two servers are, one honest sentence, and compare. */
final class TopBar extends VBox {
  private static final double ROOMY = 1_200;

  /** The room that a sentence must have beside the rest, of what it is long. */
  private static final double TWO_LINES = 0.55;

  private final OpenJob job;
  private final HBox line = new HBox();
  private final Label sentence = Nodes.label("", "sentence");
  private final ServerPill pillA = new ServerPill(Side.A);
  private final ServerPill pillB = new ServerPill(Side.B);
  private final Region rest = new Region();
  private final StackPane live = new StackPane();
  private final Button compare;
  private final Button cancel;

  TopBar(OpenJob job, Commands commands) {
    this.job = job;
    for (OpenPair pair : job.pairs()) {
      live.getChildren().add(new LiveButtons(pair.live(), commands::run));
      pair.live().phaseProperty().addListener((_, _, _) -> update());
    }
    live.setMinWidth(USE_PREF_SIZE);
    compare =
        Nodes.button(Text.of("top.compare"), "compare", () -> commands.run("compare"), "compare");
    cancel = Nodes.button(Text.of("top.cancel"), "cancel", () -> commands.run("cancel"), "cancel");
    getStyleClass().add("top-bar");
    line.getStyleClass().add("top-line");
    line.setAlignment(Pos.CENTER_LEFT);
    getChildren().add(line);
    HBox.setHgrow(rest, Priority.ALWAYS);
    sentence.setMinWidth(0);
    sentence.setWrapText(true);
    sentence.setMaxHeight(Double.MAX_VALUE);
    sentence.setMaxWidth(Double.MAX_VALUE);
    sentence.setId("sentence");
    compare.setId("compare");
    HBox.setHgrow(sentence, Priority.ALWAYS);
    line.getChildren()
        .addAll(new PairSelector(job), pillA, pillB, sentence, rest, live, compare, cancel);
    Nodes.show(rest, false);
    job.currentProperty().addListener((_, before, now) -> follow(before, now));
    follow(null, job.currentProperty().get());
    widthProperty()
        .addListener((_, _, width) -> {
          pillA.compact(width.doubleValue() < ROOMY);
          pillB.compact(width.doubleValue() < ROOMY);
          update();
        });
  }

  private final javafx.beans.value.ChangeListener<Object> changed = (_, _, _) -> update();

  private void follow(@Nullable OpenPair before, OpenPair now) {
    if (before != null) {
      before.model().stateProperty().removeListener(changed);
      before.model().planProperty().removeListener(changed);
      before.model().busyProperty().removeListener(changed);
      before.model().pulsesProperty().removeListener(changed);
      before.model().troubleProperty().removeListener(changed);
    }
    now.model().stateProperty().addListener(changed);
    now.model().planProperty().addListener(changed);
    now.model().busyProperty().addListener(changed);
    now.model().pulsesProperty().addListener(changed);
    now.model().troubleProperty().addListener(changed);
    update();
  }

  private void update() {
    OpenPair pair = job.currentProperty().get();
    PairModel model = pair.model();
    EngineState state = model.stateProperty().get();
    Sentence now = Sentence.of(state, model.planProperty().get(), pair.words());
    sentence.setText(now.text());
    sentence.setGraphic(icon(now.tone()));
    sentence.getStyleClass().setAll("label", "sentence", "tone-" + now.tone().name());
    pillA.show(
        model.info(),
        state,
        model.planProperty().get(),
        model.pulsesProperty().get().get(Side.A),
        pair.words());
    pillB.show(
        model.info(),
        state,
        model.planProperty().get(),
        model.pulsesProperty().get().get(Side.B),
        pair.words());
    PairModel.Busy busy = model.busyProperty().get();
    boolean running = busy == PairModel.Busy.COMPARING || busy == PairModel.Busy.APPROVING;
    for (int i = 0; i < job.pairs().size(); i++) {
      Nodes.show(live.getChildren().get(i), job.pairs().get(i).equals(pair));
    }
    // what is live compares by itself
    Nodes.show(compare, !running && !pair.live().phaseProperty().get().on());
    Nodes.show(cancel, running);
    compare.setDisable(!model.idle());
    // once all that changes with the state has changed, and is dressed
    Platform.runLater(this::place);
  }

  /** What has just come into sight may have got its width only now. */
  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (isBelow() != getChildren().contains(sentence)) {
      Platform.runLater(this::place);
    }
  }

  /** A long sentence in a narrow window has a line of its own: it is what must be read. */
  private void place() {
    if (getWidth() <= 0) {
      return;
    }
    boolean below = isBelow();
    if (below != getChildren().contains(sentence)) {
      (below ? line : this).getChildren().remove(sentence);
      if (below) {
        getChildren().add(sentence);
      } else {
        line.getChildren().add(line.getChildren().indexOf(rest), sentence);
      }
      Nodes.show(rest, below);
    }
  }

  private boolean isBelow() {
    double others = 0;
    for (Node node : line.getChildren()) {
      others +=
          node.isManaged() && !node.equals(sentence) && !node.equals(rest)
              ? node.prefWidth(-1) + line.getSpacing()
              : 0;
    }
    return others + sentence.prefWidth(-1) * TWO_LINES > getWidth();
  }

  /** At the end of the bar. */
  void add(Node node) {
    line.getChildren().add(node);
  }

  static @Nullable Icon icon(Sentence.Tone tone) {
    return switch (tone) {
      case QUIET -> null;
      case BUSY -> new Icon("wait");
      case ASKS -> new Icon("conflict");
      case GOOD -> new Icon("done");
      case BAD -> new Icon("warning");
    };
  }
}
