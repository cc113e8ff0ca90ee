package org.duplexsync.engine.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.jspecify.annotations.Nullable;

/** What the world is told of a live pair: no state twice, and none too often. */
final class Telling {
  private static final Duration PACE = Duration.ofMillis(100);

  private static final Duration AS_OF = Duration.ofSeconds(2);

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
    boolean news = before == null || before.getClass() != state.getClass() || asks(before, status);
    boolean due = !now.isBefore(at.plus(PACE)) || now.isBefore(at);
    if (news || status.quiet() || due) {
      tell(now, state);
    }
  }

  /** More or less waits for a person than was told. */
  private static boolean asks(EngineState before, LiveStatus now) {
    LiveStatus then =
        switch (before) {
          case EngineState.Live(LiveStatus status, _) -> status;
          case EngineState.Paused(LiveStatus status, _) -> status;
          default -> now;
        };
    return then.waiting() != now.waiting()
        || then.failed() != now.failed()
        || !then.troubles().equals(now.troubles());
  }

  /** But for the moment as of which it holds, which is told now and then. */
  private boolean same(EngineState state) {
    if (told instanceof EngineState.Live(LiveStatus before, _)
        && state instanceof EngineState.Live(LiveStatus now, _)) {
      return before.at(null).equals(now.at(null)) && same(before.asOf(), now.asOf());
    }
    return state.equals(told);
  }

  private static boolean same(@Nullable Instant before, @Nullable Instant now) {
    if (before == null || now == null) {
      return Objects.equals(before, now);
    }
    return now.isBefore(before.plus(AS_OF)) && !now.isBefore(before);
  }
}
