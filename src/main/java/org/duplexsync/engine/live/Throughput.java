package org.duplexsync.engine.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.Side;

/** Bytes that arrived on each side, second by second. For any thread. */
public final class Throughput {
  public static final Duration STEP = Duration.ofSeconds(1);
  private static final int STEPS = 120;

  private final long[] toA = new long[STEPS];
  private final long[] toB = new long[STEPS];
  private long at = Long.MIN_VALUE;

  public synchronized void add(Instant now, Side to, long bytes) {
    moveTo(now);
    int slot = (int) Math.floorMod(at, (long) STEPS);
    (to == Side.A ? toA : toB)[slot] += bytes;
  }

  private void moveTo(Instant now) {
    long second = now.getEpochSecond();
    long from = Math.max(at + 1, second - STEPS + 1);
    for (long each = at == Long.MIN_VALUE ? second - STEPS + 1 : from; each <= second; each++) {
      int slot = (int) Math.floorMod(each, (long) STEPS);
      toA[slot] = 0;
      toB[slot] = 0;
    }
    at = Math.max(at, second);
  }

  /** Oldest first, the last still filling: to A and to B. */
  public synchronized List<long[]> samples(Instant now) {
    moveTo(now);
    var all = new ArrayList<long[]>();
    for (long each = at - STEPS + 1; each <= at; each++) {
      int slot = (int) Math.floorMod(each, (long) STEPS);
      all.add(new long[] {toA[slot], toB[slot]});
    }
    return all;
  }
}
