package org.duplexsync.engine.live;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that grow to a bound, each a little different, so that not all engines come at once. */
final class Backoff {
  private static final long FIRST = 1_000;
  private static final long MOST = 15_000;

  private final RandomGenerator random;
  private long next = FIRST;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  Duration next() {
    long wait = next;
    next = Math.min(MOST, next * 2);
    return Duration.ofMillis(wait - random.nextLong(wait / 4 + 1));
  }

  void reset() {
    next = FIRST;
  }
}
