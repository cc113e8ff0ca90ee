package org.duplexsync.ui.review;

import java.time.Instant;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * That a server was away: why there is something to review.
 *
 * @param until when it was back; null: it is not
 */
record Outage(Side side, Instant since, @Nullable Instant until) {
  /** What is known after one more state of the engine; null: no server was away. */
  static @Nullable Outage after(@Nullable Outage before, EngineState now) {
    return switch (now) {
      case EngineState.Unreachable gone -> gone(before, gone.side(), gone.since());
      case EngineState.Failed failed -> gone(before, failed.side(), failed.since());
      case EngineState.Comparing comparing -> back(before, comparing.since());
      case EngineState.Live live -> back(before, live.since());
      // states come folded: the compare itself may not be heard of
      case EngineState.Review review -> back(before, review.since());
      case EngineState.InSync _ -> null;
      case EngineState.Stopped _,
          EngineState.Connecting _,
          EngineState.Reading _,
          EngineState.Committing _,
          EngineState.Paused _ ->
          before;
    };
  }

  private static @Nullable Outage gone(
      @Nullable Outage before, @Nullable Side side, Instant since) {
    if (side == null) {
      return before;
    }
    boolean still = before != null && before.until == null && before.side == side;
    return still ? before : new Outage(side, since, null);
  }

  private static @Nullable Outage back(@Nullable Outage before, Instant at) {
    return before == null || before.until != null
        ? before
        : new Outage(before.side, before.since, at);
  }
}
