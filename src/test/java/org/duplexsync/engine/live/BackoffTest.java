package org.duplexsync.engine.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static List<Duration> waits(Backoff backoff, int count) {
    return Stream.generate(backoff::next).limit(count).toList();
  }

  @Test
  void waitsGrowToFifteenSecondsAndNoFurther() {
    List<Long> most = List.of(1_000L, 2_000L, 4_000L, 8_000L, 15_000L, 15_000L, 15_000L);
    for (long seed = 0; seed < 100; seed++) {
      List<Duration> waits = waits(new Backoff(new SplittableRandom(seed)), most.size());
      for (int i = 0; i < most.size(); i++) {
        long wait = waits.get(i).toMillis();
        assertTrue(wait <= most.get(i) && wait >= most.get(i) * 3 / 4, waits::toString);
      }
    }
  }

  @Test
  void manyEnginesDoNotTryAtTheSameMoments() {
    long different =
        Stream.iterate(0L, seed -> seed < 50, seed -> seed + 1)
            .map(seed -> waits(new Backoff(new SplittableRandom(seed)), 4))
            .distinct()
            .count();
    assertEquals(50, different);
  }

  @Test
  void afterASuccessItBeginsAnew() {
    Backoff backoff = new Backoff(new SplittableRandom(1));
    waits(backoff, 10);
    backoff.reset();
    assertTrue(backoff.next().toMillis() <= 1_000);
  }
}
