package org.duplexsync.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AbsenceTest {
  private static final Instant GONE = Instant.parse("2026-11-22T02:14:00Z");
  private static final Instant LATER = GONE.plusSeconds(60);
  private static final Instant BACK = GONE.plusSeconds(1600);

  private static @Nullable Absence after(EngineState... states) {
    @Nullable Absence known = null;
    for (EngineState state : List.of(states)) {
      known = Absence.after(known, state);
    }
    return known;
  }

  private static EngineState failed(@Nullable Side side, Instant since) {
    return new EngineState.Failed(side, "no route to host", since);
  }

  @Test
  void lastsFromTheFirstFailureUntilBothAreComparedAgain() {
    assertEquals(
        new Absence(Side.B, GONE, null), after(failed(Side.B, GONE), failed(Side.B, LATER)));
    assertEquals(
        new Absence(Side.B, GONE, BACK),
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
        new Absence(Side.B, GONE, BACK),
        after(failed(Side.B, GONE), new EngineState.Review(2, BACK)));
  }

  @Test
  void isOverOnceBothAreLiveAndEqual() {
    EngineState[] returned = {
      failed(Side.B, GONE), EngineState.Comparing.begun(BACK), live(3, BACK), live(0, null)
    };
    assertEquals(new Absence(Side.B, GONE, BACK), after(returned));
    assertNull(after(failed(Side.B, GONE), EngineState.Comparing.begun(BACK), live(0, BACK)));
  }

  private static EngineState live(long waiting, @Nullable Instant asOf) {
    return new EngineState.Live(new LiveStatus(0, 0, waiting, asOf, 0, 0, List.of()), BACK);
  }

  @Test
  void theOtherServerIsAnotherAbsence() {
    assertEquals(
        new Absence(Side.A, LATER, null), after(failed(Side.B, GONE), failed(Side.A, LATER)));
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
