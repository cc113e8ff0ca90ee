package org.duplexsync.ui.notices;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Side;
import org.duplexsync.ui.activity.LiveModel;
import org.duplexsync.ui.activity.Phase;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;

/** Finds in the states of a live pair what is to be told, each thing once. */
public final class Watcher {
  private final String pair;
  private final Words words;
  private Phase before = Phase.OFF;
  private boolean away;
  private long waiting;

  Watcher(String pair, Words words) {
    this.pair = pair;
    this.words = words;
  }

  /** Tells of a pair from now on. */
  public static void watch(LiveModel live, Words words, Consumer<Notice> tell) {
    Watcher watcher = new Watcher(live.pair().info().name(), words);
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
    before = now;
    return told;
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
    long waits =
        switch (state) {
          case EngineState.Live(var status, _) -> status.waiting();
          case EngineState.Paused(var status, _) -> status.waiting();
          default -> now.on() ? waiting : 0;
        };
    if (waits > waiting) {
      told.add(
          new Notice(
              Notice.Kind.DECISION,
              Text.of("notice.decision", pair, waits),
              Text.of("notice.decisionText")));
    } else if (now == Phase.ASKS && before != Phase.ASKS) {
      told.add(
          new Notice(
              Notice.Kind.DECISION, Text.of("notice.review", pair), Text.of("live.asksNote")));
    }
    waiting = waits;
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
