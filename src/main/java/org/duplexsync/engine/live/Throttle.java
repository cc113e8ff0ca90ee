package org.duplexsync.engine.live;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.duplexsync.model.Side;

/** So many bytes a second to each side, whatever carries them. For any thread. */
public final class Throttle {
  /** What may travel at once after a rest. */
  private static final Duration BURST = Duration.ofMillis(250);

  private final Map<Side, Instant> free = new EnumMap<>(Side.class);
  private Instant last = Instant.MIN;

  /**
   * Bytes have travelled.
   *
   * @param perSecond 0: no limit
   * @return how long the carrier is to wait before it goes on
   */
  public synchronized Duration take(Side to, long bytes, long perSecond, Instant now) {
    if (perSecond == 0) {
      return Duration.ZERO;
    }
    if (now.isBefore(last)) {
      // the clock was set back: nobody need wait until it is as late again
      free.clear();
    }
    last = now;
    Instant earliest = now.minus(BURST);
    Instant from = free.getOrDefault(to, earliest);
    Instant begun = from.isBefore(earliest) ? earliest : from;
    Instant next = begun.plusNanos(Math.multiplyExact(bytes, 1_000_000_000L) / perSecond);
    free.put(to, next);
    return next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
  }
}
