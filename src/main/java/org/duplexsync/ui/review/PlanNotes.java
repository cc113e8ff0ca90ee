package org.duplexsync.ui.review;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.model.EngineState;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;

/**
 * What a person has to know of a plan beside its rows: guards that stopped it, how the last
 * approval of this window ended, and what was said otherwise.
 */
public final class PlanNotes extends VBox {
  private enum What {
    ALL,
    /** What stands in the way of an approval, and what came of it. */
    APPROVAL
  }

  private final ReviewModel model;
  private final What what;
  private List<Object> said = List.of();

  private PlanNotes(ReviewModel model, What what) {
    this.model = model;
    this.what = what;
    getStyleClass().add("notes");
    PairModel pair = model.pair();
    pair.planProperty().addListener((_, _, _) -> update());
    pair.stateProperty().addListener((_, _, _) -> update());
    pair.troubleProperty().addListener((_, _, _) -> update());
    pair.reportProperty().addListener((_, _, _) -> update());
    pair.noticeProperty().addListener((_, _, _) -> update());
    update();
  }

  static PlanNotes all(ReviewModel model) {
    return new PlanNotes(model, What.ALL);
  }

  /** For a screen on which plans are approved and the rest is said elsewhere. */
  public static PlanNotes ofApproval(ReviewModel model) {
    return new PlanNotes(model, What.APPROVAL);
  }

  /** Notes stay as long as they say the same: a button that is pressed must not go meanwhile. */
  private void update() {
    PairModel pair = model.pair();
    Optional<PlanSummary> plan = pair.planProperty().get();
    List<Object> now =
        List.of(
            pair.noticeProperty().get(),
            pair.troubleProperty().get(),
            reason(),
            plan.map(known ->
                List.of(known.halts(), known.cleanedUp(), known.partial(), known.compared())),
            pair.reportProperty().get());
    if (now.equals(said)) {
      return;
    }
    said = now;
    getChildren().clear();
    if (what == What.ALL) {
      trouble();
      String notice = pair.noticeProperty().get();
      if (!notice.isEmpty()) {
        note("info", "plain", notice);
      }
    }
    plan.ifPresent(this::halts);
    if (what == What.ALL) {
      plan.ifPresent(this::notes);
    }
    report();
    Nodes.show(this, !getChildren().isEmpty());
  }

  private String reason() {
    return model.pair().stateProperty().get() instanceof EngineState.Failed failed
        ? failed.reason()
        : "";
  }

  private void trouble() {
    PairModel pair = model.pair();
    String said = pair.troubleProperty().get();
    String reason = reason();
    if (!said.isEmpty()) {
      note("warning", "bad", said);
    } else if (!reason.isEmpty()) {
      note("warning", "bad", reason);
    }
    if (!reason.isEmpty()) {
      pair.planProperty()
          .get()
          .ifPresent(plan ->
              note(
                  "info", "plain", Text.of("banner.offline", model.words().time(plan.compared()))));
    }
  }

  private void halts(PlanSummary plan) {
    for (int i = 0; i < plan.halts().size(); i++) {
      halt(i, plan.halts().get(i));
    }
  }

  private void notes(PlanSummary plan) {
    plan.cleanedUp().forEach(text -> note("info", "plain", Text.of("banner.cleaned", text)));
    if (!plan.partial().isEmpty()) {
      note(
          "conflict",
          "asks",
          Text.of("banner.partial", plan.partial().size()) + ": " + first(plan.partial()));
    }
  }

  /** A long list is told by its beginning. */
  private static String first(List<String> texts) {
    return String.join("; ", texts.subList(0, Math.min(3, texts.size())))
        + (texts.size() > 3 ? "; ..." : "");
  }

  private void halt(int number, PlanSummary.HaltRow halt) {
    if (halt.acknowledged()) {
      note("done", "plain", halt.text() + " (" + Text.of("halt.acknowledged") + ")");
    } else {
      HBox line = note("warning", "bad", halt.text());
      var button =
          Nodes.button(
              Text.of("halt.acknowledge"), "done", () -> model.pair().acknowledge(number), "halt");
      line.getChildren().add(button);
    }
  }

  /** Answers whether there is a guard that nobody has read yet. */
  public boolean focusGuard() {
    Node guard = lookup(".halt");
    if (guard != null) {
      guard.requestFocus();
    }
    return guard != null;
  }

  private void report() {
    model
        .pair()
        .reportProperty()
        .get()
        .ifPresent(ended -> {
          boolean partly = ended.failed() + ended.drifted() + ended.waiting() > 0;
          HBox line =
              note(
                  partly || ended.cancelled() ? "conflict" : "done",
                  partly || ended.cancelled() ? "asks" : "good",
                  Words.report(ended));
          if (ended.failed() > 0 && what == What.ALL) {
            line.getChildren()
                .add(
                    Nodes.button(
                        Text.of("report.retry"),
                        "search",
                        () -> model.filterProperty().set("is:failed")));
          }
          if (ended.failed() + ended.drifted() > 0) {
            line.getChildren()
                .add(
                    Nodes.button(
                        Text.of("report.compare"), "compare", () -> model.pair().compare()));
          }
          ended.notes().forEach(text -> note("info", "plain", text));
        });
  }

  private HBox note(String icon, String tone, String text) {
    Label label = Nodes.label(text);
    label.setWrapText(true);
    label.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(label, Priority.ALWAYS);
    HBox line = new HBox(new Icon(icon), label);
    line.getStyleClass().addAll("note", "note-" + tone);
    line.setAlignment(Pos.CENTER_LEFT);
    getChildren().add(line);
    return line;
  }
}
