package org.duplexsync.engine.live;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.jspecify.annotations.Nullable;

/** What the world is told of a live pair: no state twice, and none too often. */
final class Telling {
  private static final Duration PACE = Duration.ofMillis(100);

  private final Consumer<EngineState> publish;
  private volatile @Nullable EngineState told;
  private Instant at = Instant.MIN;

  Telling(Consumer<EngineState> publish) {
    this.publish = publish;
  }

  /** Something else was published in between; on any thread. */
  void forget() {
    told = null;
  }

  void tell(Instant now, EngineState state) {
    if (!same(state)) {
      told = state;
      at = now;
      publish.accept(state);
    }
  }

  /** At a pace, but for what a person waits for. */
  void live(Instant now, LiveStatus status, boolean paused, Instant since) {
    EngineState before = told;
    Instant resting = before instanceof EngineState.Paused was ? was.since() : now;
    EngineState state =
        paused ? new EngineState.Paused(status, resting) : new EngineState.Live(status, since);
    boolean news = before == null || before.getClass() != state.getClass();
    if (news || status.quiet() || !now.isBefore(at.plus(PACE))) {
      tell(now, state);
    }
  }

  /** But for the moment as of which it holds. */
  private boolean same(EngineState state) {
    if (told instanceof EngineState.Live(LiveStatus before, _)
        && state instanceof EngineState.Live(LiveStatus now, _)) {
      return before.at(null).equals(now.at(null))
          && (before.asOf() == null) == (now.asOf() == null);
    }
    return state.equals(told);
  }
}
