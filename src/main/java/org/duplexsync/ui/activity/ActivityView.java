package org.duplexsync.ui.activity;

import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.duplexsync.ui.parts.Command;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Words;

/** What travels, how fast, and what happened, while the pair is live. */
public final class ActivityView extends BorderPane {
  private final LiveModel model;
  private final EventList events;
  private final NotLive notLive;
  private final HBox panes;
  private final VBox happened;

  /**
   * @param review shows the review; {@code conflicts} likewise
   */
  public ActivityView(LiveModel model, Words words, Runnable review, Runnable conflicts) {
    this.model = model;
    events = new EventList(model, words);
    notLive = new NotLive(model);
    TravelPane travel = new TravelPane(model, words);
    ThroughputPane throughput = new ThroughputPane(model, words);
    panes = new HBox(travel, throughput);
    panes.getStyleClass().add("panes");
    HBox.setHgrow(travel, Priority.ALWAYS);
    HBox.setHgrow(throughput, Priority.ALWAYS);
    happened = new VBox(events);
    VBox.setVgrow(events, Priority.ALWAYS);
    getStyleClass().add("activity");
    VBox top = new VBox(new LiveBanner(model, words, review, conflicts), panes);
    top.getStyleClass().add("activity-top");
    setTop(top);
    setCenter(new StackPane(happened, notLive));
    model.phaseProperty().addListener((_, _, _) -> update());
    model.eventsProperty().addListener((_, _, _) -> update());
    update();
  }

  private void update() {
    boolean on = model.phaseProperty().get().on();
    boolean nothing = !on && model.eventsProperty().get().isEmpty();
    Nodes.show(panes, on);
    Nodes.show(happened, !nothing);
    Nodes.show(notLive, nothing);
  }

  /** What can be done on any screen. */
  public static List<Command> everywhere(LiveModel model, BooleanSupplier current) {
    return List.of(
        Command.of(
            "goLive", () -> current.getAsBoolean() && model.canStart(), model::start, "Ctrl+L"),
        Command.of(
            "stopLive",
            () -> current.getAsBoolean() && model.canStop(),
            model::stop,
            "Ctrl+Shift+L"),
        Command.of(
            "pause",
            () -> current.getAsBoolean() && model.canPause(),
            model::pauseOrResume,
            "Ctrl+P"),
        Command.of(
            "resume",
            () -> current.getAsBoolean() && model.canResume(),
            model::pauseOrResume,
            "Ctrl+P"),
        Command.of(
            "retryNow",
            () -> current.getAsBoolean() && model.canRetry(),
            model::retryNow,
            "Ctrl+R"));
  }

  /** Where the keyboard belongs when the screen is shown. */
  public void focusRows() {
    if (notLive.isVisible()) {
      notLive.focusButton();
    } else {
      events.focusRows();
    }
  }
}
