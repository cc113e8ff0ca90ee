package org.duplexsync.ui.review;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.model.EngineState;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.parts.Text;

/** What stands in the place of rows when there are none, and the one thing to do about it. */
final class EmptyState extends VBox {
  private final ReviewModel model;
  private final Icon icon = new Icon("done");
  private final Label title = Nodes.label("", "empty-title");
  private final Label text = Nodes.label("", "empty-text");
  private final Button clear;
  private final Button compare;

  EmptyState(ReviewModel model) {
    this.model = model;
    clear = Nodes.button(Text.of("filter.clear"), "cancel", model::clearFilter);
    clear.setId("empty-clear");
    compare = Nodes.button(Text.of("top.compare"), "compare", model.pair()::compare);
    getStyleClass().add("empty-state");
    setAlignment(Pos.CENTER);
    text.setWrapText(true);
    title.setId("empty-title");
    getChildren().addAll(icon, title, text, clear, compare);
  }

  /** Called when rows, plan or state changed; there are no rows. */
  void update() {
    PairModel pair = model.pair();
    Optional<PlanSummary> plan = pair.planProperty().get();
    boolean filtered = plan.isPresent() && plan.get().rows() > 0 && model.isFiltered();
    boolean working = !pair.idle();
    Nodes.show(clear, filtered);
    Nodes.show(compare, !working && plan.isEmpty());
    if (filtered) {
      say("search", Text.of("empty.filtered", plan.get().rows()), "");
    } else if (working) {
      PairModel.Busy busy = pair.busyProperty().get();
      String key = busy == PairModel.Busy.COMPARING ? "empty.comparing" : "empty.loading";
      say("wait", Text.of(key), "");
    } else if (plan.isEmpty()) {
      boolean failed = pair.stateProperty().get() instanceof EngineState.Failed;
      say(
          failed ? "warning" : "compare",
          Text.of(failed ? "empty.failed" : "empty.noPlan"),
          Text.of("empty.noPlanText"));
    } else if (plan.get().rows() == 0 && isAway(pair.stateProperty().get())) {
      String compared = model.words().time(plan.get().compared());
      say("warning", Text.of("empty.away", compared), Text.of("empty.awayText"));
    } else if (plan.get().rows() == 0 && !plan.get().partial().isEmpty()) {
      say(
          "conflict",
          Text.of("empty.partial", plan.get().partial().size()),
          Text.of("empty.partialText"));
    } else if (plan.get().rows() == 0) {
      long entries = Math.max(plan.get().entriesA(), plan.get().entriesB());
      String compared = model.words().time(plan.get().compared());
      say("done", Text.of("empty.none"), Text.of("empty.noneText", entries, compared));
    } else {
      say("wait", Text.of("empty.loading"), "");
    }
  }

  private static boolean isAway(EngineState state) {
    return state instanceof EngineState.Failed || state instanceof EngineState.Unreachable;
  }

  private void say(String drawn, String headline, String more) {
    icon.show(drawn);
    title.setText(headline);
    text.setText(more);
    Nodes.show(text, !more.isEmpty());
    getStyleClass().removeAll("good", "asks");
    if (drawn.equals("conflict") || drawn.equals("warning")) {
      getStyleClass().add("asks");
    }
    if (drawn.equals("done")) {
      getStyleClass().add("good");
    }
  }
}
