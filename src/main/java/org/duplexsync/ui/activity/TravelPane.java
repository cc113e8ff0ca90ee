package org.duplexsync.ui.activity;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.duplexsync.control.Activity;
import org.duplexsync.model.Side;
import org.duplexsync.model.Transfer;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;

/** What travels now, each with its bar, pace and time left; and what waits behind it. */
final class TravelPane extends VBox {
  private static final int SHOWN = 4;
  private static final double ROOMY = 560;

  private final LiveModel model;
  private final Words words;
  private final List<Line> lines = new ArrayList<>();
  private final Label nothing = Nodes.label(Text.of("travel.nothing"), "quiet-text");
  private final Label more = Nodes.label("", "quiet-text");
  private final Label queue = Nodes.label("", "queue-count");
  private final Label next = Nodes.label("", "quiet-text");
  private final Button cancel;

  TravelPane(LiveModel model, Words words) {
    this.model = model;
    this.words = words;
    getStyleClass().addAll("pane", "travel");
    cancel = Nodes.button(Text.of("travel.cancel"), "cancel", model::cancelTransfers, "flat");
    cancel.setId("cancel-travel");
    HBox head =
        new HBox(Nodes.label(Text.of("travel.title"), "pane-title"), Nodes.spacer(), cancel);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("pane-head");
    queue.setId("queue");
    queue.setMinWidth(USE_PREF_SIZE);
    next.setMinWidth(0);
    nothing.setId("travel-nothing");
    HBox waiting = new HBox(queue, next);
    waiting.getStyleClass().add("queue");
    VBox running = new VBox();
    running.getStyleClass().add("running");
    for (int i = 0; i < SHOWN; i++) {
      Line line = new Line();
      lines.add(line);
      running.getChildren().add(line);
    }
    running.getChildren().addAll(nothing, more);
    VBox.setVgrow(running, Priority.ALWAYS);
    getChildren().addAll(head, running, waiting);
    model.movingProperty().addListener((_, _, _) -> update());
    model.activityProperty().addListener((_, _, _) -> update());
    update();
  }

  private void update() {
    List<Moving> moving = model.movingProperty().get();
    Activity activity = model.activityProperty().get();
    for (int i = 0; i < SHOWN; i++) {
      Nodes.show(lines.get(i), i < moving.size());
      if (i < moving.size()) {
        lines.get(i).show(moving.get(i));
      }
    }
    Nodes.show(nothing, moving.isEmpty());
    Nodes.show(more, moving.size() > SHOWN);
    more.setText(Text.of("travel.more", moving.size() - SHOWN));
    Nodes.show(cancel, !moving.isEmpty());
    queue.setText(Text.of("travel.queue", activity.queued()));
    next.setText(next(activity));
  }

  private static String next(Activity activity) {
    if (activity.next().isEmpty()) {
      return "";
    }
    long rest = activity.queued() - activity.next().size();
    String named = String.join(", ", activity.next());
    return rest > 0 ? Text.of("travel.next", named, rest) : named;
  }

  private final class Line extends VBox {
    private final Icon icon = new Icon("to-right");
    private final Label path = Nodes.label("", "first");
    private final Label pace = Nodes.label("", "second");
    private final Tooltip whole = new Tooltip();
    private final ProgressBar bar = new ProgressBar(0);

    Line() {
      getStyleClass().add("transfer");
      path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      path.setMinWidth(0);
      path.setTooltip(whole);
      path.setMaxWidth(Double.MAX_VALUE);
      pace.setMinWidth(USE_PREF_SIZE);
      HBox.setHgrow(path, Priority.ALWAYS);
      HBox text = new HBox(icon, path, pace);
      text.getStyleClass().add("two-lines");
      text.setAlignment(Pos.CENTER_LEFT);
      bar.setMaxWidth(Double.MAX_VALUE);
      getChildren().addAll(text, bar);
    }

    void show(Moving moving) {
      Transfer transfer = moving.transfer();
      icon.show(transfer.to() == Side.B ? "to-right" : "to-left");
      path.setText(TransferWords.what(transfer, words));
      whole.setText(path.getText());
      pace.setText(TransferWords.pace(moving, getWidth() < ROOMY));
      bar.setProgress(transfer.total() > 0 ? moving.share() : ProgressBar.INDETERMINATE_PROGRESS);
      bar.setAccessibleText(path.getText() + ". " + pace.getText());
    }
  }
}
