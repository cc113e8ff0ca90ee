package org.duplexsync.ui;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;

/** The window is to be closed while a pair is live: go on without it, or stop. */
final class CloseQuestion extends VBox {
  /** What the operator may answer; going on may be out of question. */
  interface Answers {
    boolean canGoOn();

    void goOn();

    void stop();

    void stay();
  }

  private final Button goOn;
  private final Button stop;
  private final Button stay;
  private final Label under = Nodes.label("", "hint");
  private boolean answered;

  CloseQuestion(List<OpenPair> live, Answers answers) {
    getStyleClass().addAll("overlay-card", "close-question");
    setId("close-question");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setAlignment(Pos.TOP_LEFT);
    String names = String.join(", ", live.stream().map(CloseQuestion::name).toList());
    goOn = Nodes.button(Text.of("close.goOn"), "live", answers::goOn, "accent");
    goOn.setId("close-go-on");
    stop = Nodes.button(Text.of("close.stop"), "stop", answers::stop);
    stop.setId("close-stop");
    stay = Nodes.button(Text.of("close.stay"), "cancel", answers::stay, "flat");
    stay.setId("close-stay");
    under.setId("close-under-way");
    under.setWrapText(true);
    getChildren().addAll(Nodes.label(Text.of("close.title", live.size(), names), "headline"));
    if (answers.canGoOn()) {
      getChildren().addAll(said(Text.of("close.goOnText")), goOn);
    }
    getChildren().add(said(Text.of("close.stopText") + " " + whatWaits(live)));
    getChildren().addAll(stop, stay, under);
    Nodes.show(under, false);
  }

  private static String name(OpenPair pair) {
    return pair.model().info().name();
  }

  private static Label said(String text) {
    Label label = Nodes.label(text);
    label.setWrapText(true);
    label.setMaxWidth(520);
    return label;
  }

  /** In numbers, for all pairs that are live. */
  static String whatWaits(List<OpenPair> live) {
    long moving = 0;
    long waiting = 0;
    for (OpenPair pair : live) {
      LiveStatus status =
          switch (pair.model().stateProperty().get()) {
            case EngineState.Live(LiveStatus now, _) -> now;
            case EngineState.Paused(LiveStatus now, _) -> now;
            case EngineState.Unreachable gone ->
                new LiveStatus(Math.max(1, gone.queued()), 0, 0, null, 0, 0, List.of());
            default -> LiveStatus.NONE;
          };
      moving += status.queued() + status.travelling();
      waiting += status.waiting();
    }
    return moving + waiting == 0
        ? Text.of("close.nothingWaits")
        : Text.of("close.waits", moving, waiting);
  }

  /** One of the answers is being carried out. */
  void underWay(String text) {
    answered = true;
    under.setText(text);
    Nodes.show(under, true);
    goOn.setDisable(true);
    stop.setDisable(true);
    stay.setDisable(true);
  }

  boolean isAnswered() {
    return answered;
  }

  void focusFirst() {
    stay.requestFocus();
  }
}
