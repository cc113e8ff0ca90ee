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
 * @param age how long ago these two were read at most, when the last of what is judged was seen: a
 *     large tree, or a connection that stalls, takes its time
 */
public record Clocks(
    @Nullable Duration skew,
    Duration tick,
    @Nullable Instant a,
    @Nullable Instant b,
    Duration age) {
  /** Two clocks that agree, on file systems that keep nanoseconds. */
  public static final Clocks EXACT = new Clocks(Duration.ZERO, Duration.ZERO, null, null);

  public Clocks(@Nullable Duration skew, Duration tick, @Nullable Instant a, @Nullable Instant b) {
    this(skew, tick, a, b, Duration.ZERO);
  }

  public Clocks swapped() {
    return new Clocks(skew == null ? null : skew.negated(), tick, b, a, age);
  }

  /** The same, read so long ago. */
  public Clocks aged(Duration time) {
    return new Clocks(skew, tick, a, b, time.isNegative() ? Duration.ZERO : time);
  }

  @Nullable Instant now(Side side) {
    return side == Side.A ? a : b;
  }

  /** The latest that a side's clock may have shown when something was seen; null: not known. */
  @Nullable Instant latest(Side side) {
    Instant now = now(side);
    return now == null ? null : now.plus(age);
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
