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
  private volatile @Nullable Sample latest;

  /**
   * @param doubt the true offset is at most so far from it: half of the round trip
   */
  private record Sample(Duration offset, Duration doubt) {
    boolean agrees(Sample other) {
      return offset.minus(other.offset).abs().compareTo(doubt.plus(other.doubt)) <= 0;
    }
  }

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

  /** What an exchange of any kind told. */
  void measured(Instant before, Instant theirs, Instant after) {
    Duration roundTrip = Duration.between(before, after);
    if (!roundTrip.isNegative() && roundTrip.compareTo(PROMPT) <= 0) {
      Duration doubt = roundTrip.dividedBy(2);
      take(new Sample(Duration.between(before.plus(doubt), theirs), doubt));
    }
  }

  /** A slow answer that doesn't contradict a quicker one knows nothing better. */
  private void take(Sample sample) {
    Sample known = latest;
    if (known == null || sample.doubt.compareTo(known.doubt) <= 0 || !sample.agrees(known)) {
      latest = sample;
    }
  }

  /**
   * @param first as measured at connect
   */
  Duration latest(Duration first) {
    Sample known = latest;
    return known == null ? first : known.offset;
  }
}
