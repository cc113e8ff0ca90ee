package org.duplexsync.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SkewTest {
  private static final Instant T0 = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration FIRST = Duration.ofSeconds(7);
  private Instant now = T0;
  private final Skew skew = new Skew(() -> now);

  @Test
  void isTheirTimeAgainstTheMiddleOfTheRoundTrip() {
    assertEquals(FIRST, skew.latest(FIRST));
    skew.ask();
    now = now.plusMillis(200);
    skew.answer(T0.plusMillis(3_100));
    assertEquals(Duration.ofSeconds(3), skew.latest(FIRST));
  }

  @Test
  void aLateAnswerAndOneToNothingSayNothing() {
    skew.answer(T0.plusSeconds(90));
    skew.ask();
    now = now.plusSeconds(20);
    skew.answer(T0.plusSeconds(90));
    assertEquals(FIRST, skew.latest(FIRST));
    skew.ask();
    now = T0;
    skew.answer(T0.plusSeconds(90));
    assertEquals(FIRST, skew.latest(FIRST), "our clock was set back meanwhile");
  }

  private void measure(Duration roundTrip, Duration theirs) {
    Instant middle = now.plus(roundTrip.dividedBy(2));
    skew.ask();
    now = now.plus(roundTrip);
    skew.answer(middle.plus(theirs));
  }

  @Test
  void aSlowAnswerIsOnlyBelievedWhereItContradictsAQuickOne() {
    measure(Duration.ofMillis(2), Duration.ofMillis(1));
    measure(Duration.ofMillis(900), Duration.ofMillis(400));
    assertEquals(Duration.ofMillis(1), skew.latest(FIRST), "held up on its way");
    measure(Duration.ofMillis(900), Duration.ofMillis(500));
    assertEquals(Duration.ofMillis(500), skew.latest(FIRST), "a clock was set");
    measure(Duration.ofMillis(10), Duration.ofMillis(480));
    assertEquals(Duration.ofMillis(480), skew.latest(FIRST), "known better");
  }
}
