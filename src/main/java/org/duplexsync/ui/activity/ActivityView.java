package org.duplexsync.ui.activity;

import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.duplexsync.control.Activity;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Words;

/** What travels, how fast, and what happened, while the pair is live. */
public final class ActivityView extends BorderPane {
  private final LiveModel model;
  private final EventList events;
  private final NotLive notLive;
  private final LiveBanner banner;
  private final HBox panes;
  private final VBox happened;

  /**
   * @param review shows the review; {@code conflicts} likewise
   */
  public ActivityView(LiveModel model, Words words, Runnable review, Runnable conflicts) {
    this.model = model;
    events = new EventList(model, words);
    notLive = new NotLive(model);
    banner = new LiveBanner(model, words, review, conflicts);
    TravelPane travel = new TravelPane(model, words);
    ThroughputPane throughput = new ThroughputPane(model, words);
    panes = new HBox(travel, throughput);
    panes.getStyleClass().add("panes");
    HBox.setHgrow(travel, Priority.ALWAYS);
    HBox.setHgrow(throughput, Priority.ALWAYS);
    happened = new VBox(events);
    VBox.setVgrow(events, Priority.ALWAYS);
    getStyleClass().add("activity");
    VBox top = new VBox(banner, panes);
    top.getStyleClass().add("activity-top");
    setTop(top);
    setCenter(new StackPane(happened, notLive));
    model.phaseProperty().addListener((_, _, _) -> update());
    model.activityProperty().addListener((_, _, _) -> update());
    model.eventsProperty().addListener((_, _, _) -> update());
    update();
  }

  private void update() {
    boolean on = model.phaseProperty().get().on();
    boolean nothing = !on && model.eventsProperty().get().isEmpty();
    Activity now = model.activityProperty().get();
    boolean busy = !now.running().isEmpty() || now.queued() > 0 || !Throughput.of(now).empty();
    for (Node pane : panes.getChildren()) {
      pane.getStyleClass().remove("busy");
      if (busy) {
        pane.getStyleClass().add("busy");
      }
    }
    Nodes.show(panes, on);
    banner.brief(nothing);
    Nodes.show(happened, !nothing);
    boolean keyboard = !nothing && notLive.hasKeyboard();
    Nodes.show(notLive, nothing);
    if (keyboard) {
      events.focusRows();
    }
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
