package org.duplexsync.reconcile;

import java.time.Duration;
import java.time.Instant;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the servers' clocks.
 *
 * @param skew B's clock minus A's as measured; null: not known, then no time of one is compared
 *     with one of the other
 * @param tick the coarser granularity of the two file systems' time stamps
 * @param a A's clock right before its listing began; {@code b} likewise; null: not known
 */
public record Clocks(
    @Nullable Duration skew, Duration tick, @Nullable Instant a, @Nullable Instant b) {
  /** Two clocks that agree, on file systems that keep nanoseconds. */
  public static final Clocks EXACT = new Clocks(Duration.ZERO, Duration.ZERO, null, null);

  public Clocks swapped() {
    return new Clocks(skew == null ? null : skew.negated(), tick, b, a);
  }

  @Nullable Instant now(Side side) {
    return side == Side.A ? a : b;
  }

  /**
   * What was written at or after this moment may be written again without a change of its time
   * stamps; null: nothing is.
   */
  @Nullable Instant restless(Side side) {
    Instant now = now(side);
    return now == null ? null : now.minus(tick);
  }
}
