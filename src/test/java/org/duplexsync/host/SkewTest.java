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
}
