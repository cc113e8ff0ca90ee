package org.duplexsync.ui.notices;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.duplexsync.control.PairInfo;
import org.duplexsync.control.Trouble;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.LiveTrouble;
import org.duplexsync.model.Side;
import org.duplexsync.ui.activity.LiveModel;
import org.duplexsync.ui.activity.Phase;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;
import org.jspecify.annotations.Nullable;

/** Finds in the states of a live pair what is to be told, each thing once. */
public final class Watcher {
  private final PairInfo info;
  private final String pair;
  private final Words words;
  private Phase before = Phase.OFF;
  private boolean away;
  private long waiting;
  private long failed;
  private boolean held;

  Watcher(PairInfo info, Words words) {
    this.info = info;
    this.pair = info.name();
    this.words = words;
  }

  /** Tells of a pair from now on. */
  public static void watch(LiveModel live, Words words, Consumer<Notice> tell) {
    Watcher watcher = new Watcher(live.pair().info(), words);
    live.beatProperty()
        .addListener((_, _, _) ->
            watcher
                .heard(live.phaseProperty().get(), live.pair().stateProperty().get())
                .forEach(tell));
  }

  List<Notice> heard(Phase now, EngineState state) {
    List<Notice> told = new ArrayList<>();
    host(now, state, told);
    decisions(now, state, told);
    stops(now, state, told);
    troubles(now, state, told);
    before = now;
    return told.stream().map(one -> new Notice(one.kind(), one.title(), one.text(), pair)).toList();
  }

  private void host(Phase now, EngineState state, List<Notice> told) {
    if (now == Phase.UNREACHABLE && !away && state instanceof EngineState.Unreachable gone) {
      away = true;
      told.add(
          new Notice(
              Notice.Kind.OUTAGE,
              gone.side() == null
                  ? Text.of("notice.interrupted", pair)
                  : Text.of("notice.outage", words.host(gone.side())),
              gone.reason()));
    } else if (away && (now == Phase.LIVE || now == Phase.PAUSED || now == Phase.ASKS)) {
      away = false;
      told.add(
          new Notice(
              Notice.Kind.RETURN,
              Text.of("notice.return", pair),
              Text.of("notice.returnText", words.host(Side.A), words.host(Side.B))));
    } else if (now == Phase.OFF) {
      away = false;
    }
  }

  private void decisions(Phase now, EngineState state, List<Notice> told) {
    LiveStatus status = status(state);
    // what failed is told as that
    long waits = status != null ? status.waiting() - status.failed() : now.on() ? waiting : 0;
    if (waits > waiting) {
      told.add(
          new Notice(
              Notice.Kind.DECISION,
              Text.of("notice.decision", pair, waits),
              state instanceof EngineState.Paused ? Text.of("live.pausedNote") : asked(status)));
    } else if (now == Phase.ASKS && before != Phase.ASKS) {
      told.add(
          new Notice(
              Notice.Kind.DECISION, Text.of("notice.review", pair), Text.of("live.asksNote")));
    }
    waiting = waits;
  }

  /** A link that waits has a reason that no row of a conflict has. */
  private String asked(@Nullable LiveStatus status) {
    return (status == null ? List.<LiveTrouble>of() : status.troubles())
        .stream()
            .filter(LiveTrouble.Leads.class::isInstance)
            .map(link -> Trouble.of(link, info).sentence())
            .findFirst()
            .orElseGet(() -> Text.of("notice.decisionText"));
  }

  /** A guard that holds deletes, and what has begun to fail. */
  private void troubles(Phase now, EngineState state, List<Notice> told) {
    LiveStatus status = status(state);
    if (status == null) {
      failed = now.on() ? failed : 0;
      held = now.on() && held;
      return;
    }
    boolean holds = false;
    String failure = "";
    for (LiveTrouble trouble : status.troubles()) {
      String sentence = Trouble.of(trouble, info).sentence();
      if (trouble instanceof LiveTrouble.Stopped) {
        holds = true;
        if (!held) {
          told.add(new Notice(Notice.Kind.STOPPED, Text.of("notice.held", pair), sentence));
        }
      } else if (trouble instanceof LiveTrouble.Failed && failure.isEmpty()) {
        failure = sentence;
      }
    }
    if (status.failed() > failed && failed == 0) {
      told.add(new Notice(Notice.Kind.DECISION, Text.of("notice.failed", pair), failure));
    }
    held = holds;
    failed = status.failed();
  }

  private static @Nullable LiveStatus status(EngineState state) {
    return switch (state) {
      case EngineState.Live(LiveStatus status, _) -> status;
      case EngineState.Paused(LiveStatus status, _) -> status;
      default -> null;
    };
  }

  private void stops(Phase now, EngineState state, List<Notice> told) {
    if (now == Phase.HALTED && before != Phase.HALTED) {
      told.add(
          new Notice(
              Notice.Kind.STOPPED, Text.of("notice.halted", pair), Text.of("live.haltedMore")));
    } else if (before.on() && now == Phase.OFF && state instanceof EngineState.Failed failed) {
      told.add(new Notice(Notice.Kind.STOPPED, Text.of("notice.stopped", pair), failed.reason()));
    }
  }
}
