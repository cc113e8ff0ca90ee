package org.duplexsync.engine.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void overSomeSecondsTheLimitIsKeptPerSide() {
    var throttle = new Throttle();
    Instant now = NOON;
    for (int i = 0; i < 100; i++) {
      now = now.plus(throttle.take(Side.B, 10_000, 100_000, now));
    }
    // a million bytes, of which a quarter of a second's worth went at once
    assertEquals(Duration.ofMillis(9_750), Duration.between(NOON, now));
    assertEquals(Duration.ZERO, throttle.take(Side.A, 10_000, 100_000, now));
  }

  @Test
  void aClockThatIsSetBackMakesNobodyWaitUntilItIsAsLateAgain() {
    var throttle = new Throttle();
    throttle.take(Side.B, 1_000_000, 100_000, NOON);
    Duration wait = throttle.take(Side.B, 10_000, 100_000, NOON.minusSeconds(3600));
    assertTrue(wait.compareTo(Duration.ofSeconds(1)) < 0, wait::toString);
  }

  @Test
  void withoutALimitNothingWaits() {
    assertEquals(Duration.ZERO, new Throttle().take(Side.A, Long.MAX_VALUE / 2, 0, NOON));
  }
}
