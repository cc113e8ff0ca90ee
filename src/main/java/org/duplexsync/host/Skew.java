package org.duplexsync.host;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A host's clock minus ours, measured with each sign of life. */
final class Skew {
  /** An answer that took longer says too little about when it was given. */
  private static final Duration PROMPT = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final AtomicReference<@Nullable Instant> asked = new AtomicReference<>();
  private volatile @Nullable Duration latest;

  Skew(InstantSource clock) {
    this.clock = clock;
  }

  /** Right before the host is asked; not while an answer is still awaited. */
  void ask() {
    asked.compareAndSet(null, clock.instant());
  }

  /** Right after it answered. */
  void answer(Instant theirs) {
    Instant before = asked.getAndSet(null);
    if (before != null) {
      measured(before, theirs, clock.instant());
    }
  }

  private void measured(Instant before, Instant theirs, Instant after) {
    Duration roundTrip = Duration.between(before, after);
    if (!roundTrip.isNegative() && roundTrip.compareTo(PROMPT) <= 0) {
      latest = Duration.between(before.plus(roundTrip.dividedBy(2)), theirs);
    }
  }

  /**
   * @param first as measured at connect
   */
  Duration latest(Duration first) {
    Duration known = latest;
    return known == null ? first : known;
  }
}
