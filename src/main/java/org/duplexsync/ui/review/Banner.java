package org.duplexsync.ui.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.model.Absence;
import org.duplexsync.model.Side;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;

/** Why there is something to review and how old the agreement is, above what stopped it. */
final class Banner extends VBox {
  private final ReviewModel model;
  private final Label headline = Nodes.label("", "headline");
  private final Label background = Nodes.label("", "background");
  private final PlanNotes notes;

  Banner(ReviewModel model) {
    this.model = model;
    this.notes = PlanNotes.all(model);
    getStyleClass().add("banner");
    headline.setId("headline");
    background.setId("background");
    headline.setWrapText(true);
    background.setWrapText(true);
    getChildren().addAll(headline, background, notes);
    PairModel pair = model.pair();
    pair.planProperty().addListener((_, _, _) -> update());
    pair.stateProperty().addListener((_, _, _) -> update());
    pair.busyProperty().addListener((_, _, _) -> update());
    pair.reportProperty().addListener((_, _, _) -> update());
    update();
  }

  private void update() {
    Optional<PlanSummary> plan = model.pair().planProperty().get();
    headline.setText(headline(plan));
    background.setText(plan.map(this::background).orElse(""));
    Nodes.show(background, !background.getText().isEmpty());
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
    if (model.pair().isLive()) {
      return Text.of("banner.waits", plan.rows(), words.host(Side.A), words.host(Side.B))
          + " "
          + Text.of("banner.nothingDone", plan.rows());
    }
    return Text.of("banner.differ", plan.rows(), words.host(Side.A), words.host(Side.B))
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
    if (plan.rows() > 0) {
      parts.add(Text.of("banner.compared", words.time(plan.compared())));
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

  /** Answers whether there is a guard that nobody has read yet. */
  boolean focusGuard() {
    return notes.focusGuard();
  }
}
