package org.duplexsync.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private final Silence silence = new Silence(Duration.ofNanos(10), 0);

  @Test
  void someSignsMayBeMissedAndThenThereIsALittlePatience() {
    assertFalse(silence.isLost(20));
    assertFalse(silence.isLost(25));
    assertFalse(silence.isLost(34));
    assertTrue(silence.isLost(35));
  }

  @Test
  void whoListensSeldomDoubtsFirst() {
    assertFalse(silence.isLost(1_000));
    silence.heard(1_001);
    assertFalse(silence.isLost(1_020));
    assertFalse(silence.isLost(2_000));
    assertTrue(silence.isLost(2_010));
  }
}
