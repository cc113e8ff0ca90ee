package org.duplexsync.ui.activity;

import java.time.Duration;
import java.util.Locale;
import org.duplexsync.model.Action;
import org.duplexsync.model.LiveEvent;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.Side;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;
import org.jspecify.annotations.Nullable;

/** How an event reads. */
final class EventWords {
  private final Words words;

  EventWords(Words words) {
    this.words = words;
  }

  static String path(LiveEvent event) {
    return event.action() instanceof Action.Move move
        ? Text.of("path.moved", move.from().toString(), event.path().toString())
        : event.path().toString();
  }

  /** What happened where and when, and what came of it where and when. */
  String causeAndEffect(LiveEvent event) {
    Action action = event.action();
    String ended = words.precise(event.ended(), event.seen());
    if (action == null) {
      return Text.of("event.waits", words.precise(event.seen()));
    }
    Side on = action.on();
    String cause =
        Text.of(
            "event.cause." + cause(action), words.host(on.other()), words.precise(event.seen()));
    return cause + ", " + effect(event.outcome(), words.host(on), ended);
  }

  private static String effect(@Nullable Outcome outcome, String host, String ended) {
    return switch (outcome) {
      case Outcome.Done _ -> Text.of("event.done", host, ended);
      case Outcome.Drifted _ -> Text.of("event.drifted", host, ended);
      case Outcome.Failed _ -> Text.of("event.failed", host, ended);
      case Outcome.Kept _ -> Text.of("event.kept", host, ended);
      case null -> Text.of("event.waitsToo");
    };
  }

  /** The end of a key of the bundle. */
  private static String cause(Action action) {
    return switch (action) {
      case Action.Copy copy -> copy.target() == null ? "created" : "edited";
      case Action.MakeDirectory _ -> "folder";
      case Action.Delete _ -> "deleted";
      case Action.SetMetadata _ -> "metadata";
      case Action.Move _ -> "moved";
      case Action.KeepBeside _ -> "beside";
    };
  }

  /** Why, or what went wrong. */
  static String why(LiveEvent event) {
    return switch (event.outcome()) {
      case Outcome.Failed(String reason) -> reason;
      case Outcome.Drifted(String reason) -> reason;
      case Outcome.Kept(String reason) -> reason;
      case Outcome.Done _ -> event.reason();
      case null -> event.reason();
    };
  }

  /** How long the answer took; empty where there was none. */
  static String took(LiveEvent event) {
    if (!(event.outcome() instanceof Outcome.Done)) {
      return "";
    }
    Duration took = Duration.between(event.seen(), event.ended());
    long millis = Math.max(0, took.toMillis());
    return millis < 1_000
        ? Text.of("event.millis", millis)
        : millis < 60_000 ? String.format(Locale.ENGLISH, "%.1f s", millis / 1000.0) : span(took);
  }

  /** A time left or taken, in words. */
  static String span(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 120) {
      return Text.of("progress.seconds", seconds);
    }
    return seconds < 7_200
        ? Text.of("progress.minutes", seconds / 60)
        : Text.of("span.hours", seconds / 3_600, seconds / 60 % 60);
  }

  /** Many alike in one line. */
  String many(EventRow row) {
    return Text.of(
        row.latest().outcome() instanceof Outcome.Failed ? "event.manyFailed" : "event.manyDrifted",
        row.times(),
        (long) row.paths().size(),
        words.precise(row.first()),
        words.precise(row.latest().ended(), row.first()),
        row.paths().size() < EventLog.PATHS ? 0 : 1);
  }

  static String icon(LiveEvent event) {
    Action action = event.action();
    if (action == null) {
      return "conflict";
    }
    if (event.outcome() instanceof Outcome.Failed) {
      return "warning";
    }
    return switch (action) {
      case Action.Copy copy -> copy.target() == null ? "new" : "edit";
      case Action.MakeDirectory _ -> "folder";
      case Action.Delete _ -> "delete";
      case Action.SetMetadata _ -> "metadata";
      case Action.Move _ -> "move";
      case Action.KeepBeside _ -> "both";
    };
  }

  /** A style class. */
  static String tone(LiveEvent event) {
    if (event.action() == null || !(event.outcome() instanceof Outcome.Done)) {
      return event.outcome() instanceof Outcome.Kept ? "tone-same" : "tone-conflict";
    }
    return event.action() instanceof Action.Delete ? "tone-delete" : "tone-copy";
  }
}
