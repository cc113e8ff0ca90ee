package org.duplexsync.ui.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.model.Absence;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Side;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;

/** Why there is something to review, how old the agreement is, and what stopped it. */
final class Banner extends VBox {
  private final ReviewModel model;
  private final Label headline = Nodes.label("", "headline");
  private final Label background = Nodes.label("", "background");
  private final VBox notes = new VBox();
  private List<Object> said = List.of();

  Banner(ReviewModel model) {
    this.model = model;
    getStyleClass().add("banner");
    notes.getStyleClass().add("notes");
    headline.setId("headline");
    background.setId("background");
    headline.setWrapText(true);
    background.setWrapText(true);
    getChildren().addAll(headline, background, notes);
    PairModel pair = model.pair();
    pair.planProperty().addListener((_, _, _) -> update());
    pair.stateProperty().addListener((_, _, _) -> update());
    pair.busyProperty().addListener((_, _, _) -> update());
    pair.troubleProperty().addListener((_, _, _) -> update());
    pair.reportProperty().addListener((_, _, _) -> update());
    pair.noticeProperty().addListener((_, _, _) -> update());
    update();
  }

  private void update() {
    Optional<PlanSummary> plan = model.pair().planProperty().get();
    headline.setText(headline(plan));
    background.setText(plan.map(this::background).orElse(""));
    Nodes.show(background, !background.getText().isEmpty());
    said(plan);
  }

  /** Notes stay as long as they say the same: a button that is pressed must not go meanwhile. */
  private void said(Optional<PlanSummary> plan) {
    PairModel pair = model.pair();
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
    notes.getChildren().clear();
    trouble();
    String notice = pair.noticeProperty().get();
    if (!notice.isEmpty()) {
      note("info", "plain", notice);
    }
    plan.ifPresent(this::notes);
    report();
    Nodes.show(notes, !notes.getChildren().isEmpty());
  }

  private String reason() {
    return model.pair().stateProperty().get() instanceof EngineState.Failed failed
        ? failed.reason()
        : "";
  }

  private String headline(Optional<PlanSummary> plan) {
    return switch (model.pair().busyProperty().get()) {
      case COMPARING -> Text.of("banner.comparing");
      case APPROVING -> Text.of("banner.applying");
      case OPENING -> Text.of("empty.loading");
      case NOTHING, ASKING, DECIDING -> plan.map(this::difference).orElse(Text.of("banner.never"));
    };
  }

  private String difference(PlanSummary plan) {
    Words words = model.words();
    if (plan.rows() == 0 && model.pair().reportProperty().get().isPresent()) {
      return Text.of("banner.allDone");
    }
    if (plan.rows() == 0) {
      return Text.of(
          plan.partial().isEmpty() ? "banner.inSync" : "banner.inSyncPartly",
          Math.max(plan.entriesA(), plan.entriesB()),
          words.time(plan.compared()));
    }
    return Text.of(
            "banner.differ",
            plan.rows(),
            words.host(Side.A),
            words.host(Side.B),
            words.time(plan.compared()))
        + " "
        + Text.of("banner.nothingWritten");
  }

  private String background(PlanSummary plan) {
    Words words = model.words();
    List<String> parts = new ArrayList<>();
    Absence away = plan.away();
    if (away != null && plan.rows() > 0) {
      Instant until = away.until() == null ? plan.compared() : away.until();
      parts.add(
          Text.of(
              "banner.away", words.host(away.side()), words.time(away.since()), words.time(until)));
    }
    parts.add(agreed(plan));
    if (plan.rows() > 0) {
      parts.add(Text.of("banner.safe", plan.safe()));
    }
    return String.join(" ", parts);
  }

  /** On what the rows rest; where there are none, what is agreed on now. */
  private String agreed(PlanSummary plan) {
    Words words = model.words();
    Instant before = plan.baselineAt();
    Instant now = plan.agreedNow();
    if (plan.baselineNote() != null && (plan.rows() > 0 || now == null)) {
      return plan.baselineNote();
    }
    if (now != null && (plan.rows() == 0 || before == null)) {
      String rest = plan.rows() == 0 ? "banner.agreedNow" : "banner.agreedFirst";
      return Text.of(plan.partial().isEmpty() ? rest : rest + "Partly", words.time(now))
          + assumed(plan);
    }
    return before == null
        ? Text.of("banner.neverAgreed")
        : Text.of("banner.agreed", words.time(before), words.ago(before));
  }

  private static String assumed(PlanSummary plan) {
    long files = plan.upkeep().assumed();
    return files == 0 ? "" : " " + Text.of("banner.assumed", files);
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

  private void notes(PlanSummary plan) {
    for (int i = 0; i < plan.halts().size(); i++) {
      halt(i, plan.halts().get(i));
    }
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
  boolean focusGuard() {
    Node guard = notes.lookup(".halt");
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
          if (ended.failed() > 0) {
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
    notes.getChildren().add(line);
    return line;
  }
}
