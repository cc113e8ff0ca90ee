package org.duplexsync.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a server was away.
 *
 * @param since when that was first noticed
 * @param until when it was back; null: it is not
 */
public record Absence(Side side, Instant since, @Nullable Instant until) {
  /** What is known after one more state of the engine; null: nothing that still matters. */
  public static @Nullable Absence after(@Nullable Absence before, EngineState now) {
    return switch (now) {
      case EngineState.Unreachable gone -> gone(before, gone.side(), gone.since());
      case EngineState.Failed failed -> gone(before, failed.side(), failed.since());
      case EngineState.Comparing comparing -> back(before, comparing.since());
      case EngineState.Live(LiveStatus status, Instant since) ->
          status.quiet() && status.waiting() == 0 ? null : back(before, since);
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

  private static @Nullable Absence gone(
      @Nullable Absence before, @Nullable Side side, Instant since) {
    if (side == null) {
      return before;
    }
    boolean still = before != null && before.until == null && before.side == side;
    return still ? before : new Absence(side, since, null);
  }

  private static @Nullable Absence back(@Nullable Absence before, Instant at) {
    return before == null || before.until != null
        ? before
        : new Absence(before.side, before.since, at);
  }
}
