package org.duplexsync.ui.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.control.Trouble;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.LiveTrouble;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;
import org.jspecify.annotations.Nullable;

/** How live the pair is, what keeps it from it, and the one thing to do. */
final class LiveBanner extends VBox {
  private final LiveModel model;
  private final Words words;
  private final Label headline = Nodes.label("", "headline");
  private final Label more = Nodes.label("", "background");
  private final VBox notes = new VBox();
  private final Button review;
  private final Button conflicts;
  private final Button resume;
  private final Button retry;
  private String told = "";
  private boolean brief;

  LiveBanner(LiveModel model, Words words, Runnable review, Runnable conflicts) {
    this.model = model;
    this.words = words;
    this.review = Nodes.button(Text.of("live.openReview"), "review", review);
    this.conflicts = Nodes.button(Text.of("live.openConflicts"), "conflict", conflicts);
    this.resume = Nodes.button(Text.of("command.resume"), "resume", model::pauseOrResume);
    this.retry = Nodes.button(Text.of("command.retryNow"), "compare", model::retryNow);
    this.review.setId("open-review");
    this.conflicts.setId("open-conflicts");
    resume.setId("banner-resume");
    retry.setId("retry-now");
    getStyleClass().add("banner");
    notes.getStyleClass().add("notes");
    headline.setId("live-headline");
    headline.setWrapText(true);
    more.setId("live-more");
    more.setWrapText(true);
    getChildren().addAll(headline, more, notes);
    model.beatProperty().addListener((_, _, _) -> update());
    model.troubleProperty().addListener((_, _, _) -> update());
    update();
  }

  /** Only notes: something else tells how live it is. */
  void brief(boolean now) {
    brief = now;
    update();
  }

  private void update() {
    EngineState state = model.pair().stateProperty().get();
    switch (model.phaseProperty().get()) {
      case OFF -> say("live.off", Text.of("live.offMore"));
      case STARTING -> say("live.starting", Text.of("live.startingMore"));
      case ASKS -> say("live.asks", Text.of("live.asksMore", waitingRows()));
      case HALTED -> say("live.halted", Text.of("live.haltedMore"));
      case LIVE -> live(state);
      case PAUSED -> paused(state);
      case UNREACHABLE -> unreachable(state);
    }
    Nodes.show(headline, !brief);
    Nodes.show(more, !brief && !more.getText().isEmpty());
    String now =
        model.phaseProperty().get()
            + told(state)
            + model.troubleProperty().get()
            + model.silentSince();
    if (!now.equals(told)) {
      told = now;
      notes(state);
    }
    retry.setDisable(!model.canRetry());
    resume.setDisable(!model.canResume());
  }

  private void say(String key, String text) {
    headline.setText(Text.of(key));
    more.setText(text);
  }

  private long waitingRows() {
    return model.pair().planProperty().get().map(PlanSummary::rows).orElse(0L);
  }

  private void live(EngineState state) {
    if (state instanceof EngineState.Live(LiveStatus status, Instant since)) {
      headline.setText(Text.of("live.on", words.time(since)));
      more.setText(Text.of("live.counts", status.writes(), status.echoes()));
    }
  }

  private void paused(EngineState state) {
    if (state instanceof EngineState.Paused(LiveStatus status, Instant since)) {
      headline.setText(Text.of("live.paused", words.time(since)));
      more.setText(Text.of("live.pausedMore", status.queued()));
    }
  }

  private void unreachable(EngineState state) {
    if (state instanceof EngineState.Unreachable gone) {
      String since = words.time(gone.since());
      headline.setText(
          gone.side() == null
              ? Text.of("live.halfGone", since)
              : Text.of("live.gone", words.host(gone.side()), since));
      more.setText(queued(gone) + " " + countdown(gone, model.now()));
    }
  }

  private String queued(EngineState.Unreachable gone) {
    if (gone.side() == null) {
      return "";
    }
    String other = words.host(gone.side().other());
    return gone.queued() < 0
        ? Text.of("live.goneMany", other)
        : Text.of("live.goneQueued", gone.queued(), other);
  }

  private static String countdown(EngineState.Unreachable gone, Instant now) {
    long seconds = Math.ceilDiv(Duration.between(now, gone.retryAt()).toMillis(), 1000);
    return seconds > 0 ? Text.of("live.nextTry", seconds) : Text.of("live.trying");
  }

  /** What the notes depend on: they are not made anew while a second passes. */
  private String told(EngineState state) {
    return switch (state) {
      case EngineState.Live(LiveStatus status, _) -> told(status);
      case EngineState.Paused(LiveStatus status, _) -> told(status);
      case EngineState.Unreachable gone -> gone.reason();
      case EngineState.Failed failed -> failed.reason();
      default -> model.pair().planProperty().get().map(PlanSummary::halts).toString();
    };
  }

  private static String told(LiveStatus status) {
    return status.waiting() + "" + status.notes() + status.troubles();
  }

  private void notes(EngineState state) {
    notes.getChildren().clear();
    if (!model.troubleProperty().get().isEmpty()) {
      note("warning", "bad", model.troubleProperty().get(), null);
    }
    model
        .silentSince()
        .ifPresent(
            since -> note("warning", "bad", Text.of("live.silent", words.time(since)), null));
    switch (model.phaseProperty().get()) {
      case OFF -> {
        if (state instanceof EngineState.Failed failed) {
          note("warning", "bad", failed.reason(), null);
        }
      }
      case STARTING -> {}
      case ASKS -> note("conflict", "asks", Text.of("live.asksNote"), review);
      case HALTED -> halts(model.pair().planProperty().get());
      case LIVE, PAUSED -> status(state);
      case UNREACHABLE -> {
        if (state instanceof EngineState.Unreachable gone) {
          note("warning", "bad", gone.reason(), retry);
        }
      }
    }
    Nodes.show(notes, !notes.getChildren().isEmpty());
  }

  private void halts(Optional<PlanSummary> plan) {
    boolean first = true;
    for (PlanSummary.HaltRow halt : plan.map(PlanSummary::halts).orElse(java.util.List.of())) {
      if (!halt.acknowledged()) {
        note("warning", "bad", halt.text(), first ? review : null);
        first = false;
      }
    }
  }

  private void status(EngineState state) {
    LiveStatus status =
        switch (state) {
          case EngineState.Live(LiveStatus now, _) -> now;
          case EngineState.Paused(LiveStatus now, _) -> now;
          default -> LiveStatus.NONE;
        };
    if (state instanceof EngineState.Paused) {
      note("pause", "asks", Text.of("live.pausedNote"), resume);
    }
    for (LiveTrouble trouble : status.troubles()) {
      String text = Trouble.of(trouble, model.pair().info()).sentence();
      note("warning", "bad", text, null);
    }
    if (status.waiting() > 0) {
      String key = state instanceof EngineState.Paused ? "live.waitingToo" : "live.waiting";
      note("conflict", "asks", Text.of(key, status.waiting()), conflicts);
    }
    status.notes().forEach(text -> note("info", "plain", text, null));
  }

  private void note(String icon, String tone, String text, @Nullable Button button) {
    Label label = Nodes.label(text);
    label.setWrapText(true);
    label.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(label, Priority.ALWAYS);
    HBox line = new HBox(new Icon(icon), label);
    if (button != null) {
      line.getChildren().add(button);
    }
    line.getStyleClass().addAll("note", "note-" + tone);
    line.setAlignment(Pos.CENTER_LEFT);
    notes.getChildren().add(line);
  }
}
