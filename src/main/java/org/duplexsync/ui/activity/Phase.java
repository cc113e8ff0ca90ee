package org.duplexsync.ui.activity;

import java.util.Optional;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.model.EngineState;

/** How far a pair is from live, as an operator tells it apart. */
public enum Phase {
  /** Nothing travels by itself. */
  OFF,
  /** On the way to live: reaching, comparing, applying. */
  STARTING,
  /** On the way to live, and a plan waits for approval. */
  ASKS,
  /** A guard stopped it: a person has to read why. */
  HALTED,
  LIVE,
  PAUSED,
  UNREACHABLE;

  /**
   * @param wanted the operator went live and did not stop
   */
  static Phase of(EngineState state, Optional<PlanSummary> plan, boolean wanted) {
    return switch (state) {
      case EngineState.Live _ -> LIVE;
      case EngineState.Paused _ -> PAUSED;
      case EngineState.Unreachable _ -> UNREACHABLE;
      case EngineState.Stopped _, EngineState.Failed _ -> OFF;
      case EngineState.Review _ -> wanted ? (halted(plan) ? HALTED : ASKS) : OFF;
      case EngineState.Connecting _,
          EngineState.Comparing _,
          EngineState.Reading _,
          EngineState.Committing _,
          EngineState.InSync _ ->
          wanted ? STARTING : OFF;
    };
  }

  private static boolean halted(Optional<PlanSummary> plan) {
    return plan.isPresent() && plan.get().halts().stream().anyMatch(halt -> !halt.acknowledged());
  }

  /** Live, but for what keeps it from it at the moment. */
  public boolean on() {
    return this != OFF;
  }
}
