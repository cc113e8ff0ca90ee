package org.duplexsync.commit;

import java.time.Duration;
import java.util.function.LongConsumer;
import org.duplexsync.model.Side;

/**
 * What goes along with every transfer.
 *
 * @param bytes is told of each part of content that has travelled
 */
record Haul(Cancel cancel, LongConsumer bytes, Pace pace) {
  /** So long a transfer that was cancelled may still wait. */
  private static final Duration STEP = Duration.ofMillis(100);

  Haul telling(LongConsumer other) {
    return new Haul(cancel, other, pace);
  }

  /** Bytes of any kind have gone to a side; waits until more may. */
  void sent(Side to, long count) {
    Duration left = pace.sent(to, count);
    while (left.isPositive() && !cancel.isCancelled()) {
      Duration some = left.compareTo(STEP) < 0 ? left : STEP;
      pace.pass(some);
      left = left.minus(some);
    }
  }
}
