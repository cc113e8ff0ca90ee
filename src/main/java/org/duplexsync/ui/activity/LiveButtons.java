package org.duplexsync.ui.activity;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.parts.Text;

/** To go live, to pause, to stop: whichever of it can be done now. */
public final class LiveButtons extends HBox {
  private final LiveModel model;
  private final Button start;
  private final Button pause;
  private final Button resume;
  private final Button stop;

  /**
   * @param run runs a command by its id
   */
  public LiveButtons(LiveModel model, Consumer<String> run) {
    this.model = model;
    start = button("top.goLive", "live", "goLive", run);
    pause = button("top.pause", "pause", "pause", run);
    resume = button("top.resume", "resume", "resume", run);
    stop = button("top.stopLive", "stop", "stopLive", run);
    resume.getStyleClass().add("accent");
    getStyleClass().add("live-buttons");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(start, resume, pause, stop);
    model.beatProperty().addListener((_, _, _) -> update());
    model.pair().busyProperty().addListener((_, _, _) -> update());
    update();
  }

  private static Button button(String text, String icon, String command, Consumer<String> run) {
    Button button = Nodes.button(Text.of(text), icon, () -> run.accept(command));
    button.setId("live-" + command);
    button.setAccessibleText(Text.of("command." + command));
    return button;
  }

  private void update() {
    Phase phase = model.phaseProperty().get();
    PairModel.Busy busy = model.pair().busyProperty().get();
    boolean working = busy == PairModel.Busy.COMPARING || busy == PairModel.Busy.APPROVING;
    Nodes.show(start, model.available() && !phase.on() && !working);
    start.setDisable(!model.canStart());
    Nodes.show(pause, phase == Phase.LIVE);
    pause.setDisable(!model.canPause());
    Nodes.show(resume, phase == Phase.PAUSED);
    resume.setDisable(!model.canResume());
    Nodes.show(stop, phase.on());
    stop.setDisable(!model.canStop());
  }
}
