package org.duplexsync.ui.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.control.Upkeep;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Halt;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

class PhaseTest {
  private static final Instant NOW = Instant.EPOCH;

  private static Phase of(EngineState state, boolean wanted) {
    return Phase.of(state, Optional.empty(), wanted);
  }

  private static Optional<PlanSummary> halted(boolean read) {
    var halt = new Halt.ClockSkew(Duration.ofSeconds(9), Duration.ofSeconds(2));
    return Optional.of(
        new PlanSummary(
            1,
            NOW,
            1,
            1,
            null,
            null,
            null,
            null,
            Map.of(),
            0,
            0,
            List.of(new PlanSummary.HaltRow(halt, "The clocks differ.", read)),
            List.of(),
            List.of(),
            Upkeep.NONE));
  }

  @Test
  void aReviewIsPartOfGoingLiveOnlyIfThatWasWanted() {
    assertEquals(Phase.OFF, of(new EngineState.Review(1, NOW), false));
    assertEquals(Phase.ASKS, of(new EngineState.Review(1, NOW), true));
    assertEquals(Phase.OFF, of(new EngineState.InSync(3, NOW), false));
    assertEquals(Phase.STARTING, of(EngineState.Comparing.begun(NOW), true));
  }

  @Test
  void aGuardStopsUntilItIsRead() {
    EngineState review = new EngineState.Review(1, NOW);
    assertEquals(Phase.HALTED, Phase.of(review, halted(false), true));
    assertEquals(Phase.ASKS, Phase.of(review, halted(true), true));
    assertEquals(Phase.OFF, Phase.of(review, halted(false), false));
  }

  @Test
  void anEngineThatIsLiveIsLiveWhoeverStartedIt() {
    assertEquals(Phase.LIVE, of(new EngineState.Live(LiveStatus.NONE, NOW), false));
    assertEquals(Phase.PAUSED, of(new EngineState.Paused(LiveStatus.NONE, NOW), false));
    assertEquals(
        Phase.UNREACHABLE, of(new EngineState.Unreachable(Side.B, "gone", NOW, NOW, 0), false));
  }

  @Test
  void troubleEndsIt() {
    assertEquals(Phase.OFF, of(new EngineState.Failed(Side.A, "gone", NOW), true));
    assertEquals(Phase.OFF, of(new EngineState.Stopped(), true));
  }
}
