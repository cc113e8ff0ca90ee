package org.duplexsync.ui.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.List;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutageTest {
  private static final Instant GONE = Instant.parse("2026-11-22T02:14:00Z");
  private static final Instant LATER = GONE.plusSeconds(60);
  private static final Instant BACK = GONE.plusSeconds(1600);

  private static @Nullable Outage after(EngineState... states) {
    @Nullable Outage known = null;
    for (EngineState state : List.of(states)) {
      known = Outage.after(known, state);
    }
    return known;
  }

  private static EngineState failed(@Nullable Side side, Instant since) {
    return new EngineState.Failed(side, "no route to host", since);
  }

  @Test
  void lastsFromTheFirstFailureUntilBothAreComparedAgain() {
    assertEquals(
        new Outage(Side.B, GONE, null), after(failed(Side.B, GONE), failed(Side.B, LATER)));
    assertEquals(
        new Outage(Side.B, GONE, BACK),
        after(
            failed(Side.B, GONE),
            new EngineState.Connecting(Side.B, LATER),
            failed(Side.B, LATER),
            EngineState.Comparing.begun(BACK),
            EngineState.Comparing.begun(BACK.plusSeconds(9)),
            new EngineState.Review(1, BACK)));
  }

  @Test
  void aPlanProvesThatBothWereReached() {
    assertEquals(
        new Outage(Side.B, GONE, BACK),
        after(failed(Side.B, GONE), new EngineState.Review(2, BACK)));
  }

  @Test
  void theOtherServerIsAnotherOutage() {
    assertEquals(
        new Outage(Side.A, LATER, null), after(failed(Side.B, GONE), failed(Side.A, LATER)));
  }

  @Test
  void whatIsNoServersFaultOrIsOverIsNone() {
    assertNull(after(failed(null, GONE)));
    assertNull(
        after(
            failed(Side.B, GONE),
            EngineState.Comparing.begun(BACK),
            new EngineState.InSync(10, BACK)));
  }
}
