package org.duplexsync.ui.parts;

import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;

/** Rows that stand, waiting for somebody, while a pair is live. */
final class Standing {
  private Standing() {}

  static long rows(EngineState state) {
    return switch (state) {
      case EngineState.Live(LiveStatus status, _) -> status.waiting();
      case EngineState.Paused(LiveStatus status, _) -> status.waiting();
      default -> 0;
    };
  }

  /** Something has ended, here or in another program at the same engine. */
  static boolean isAtRest(EngineState state) {
    return state instanceof EngineState.Review || state instanceof EngineState.InSync;
  }
}
