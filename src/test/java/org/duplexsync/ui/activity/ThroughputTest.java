package org.duplexsync.ui.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.duplexsync.control.Activity;
import org.duplexsync.control.Activity.Sample;
import org.junit.jupiter.api.Test;

class ThroughputTest {
  private static Throughput of(Duration step, Sample... samples) {
    return Throughput.of(new Activity(List.of(), 0, List.of(), List.of(samples), step));
  }

  @Test
  void nothingIsNoGraph() {
    assertTrue(Throughput.of(Activity.NONE).empty());
    assertTrue(of(Duration.ofSeconds(1), new Sample(0, 0)).empty());
  }

  @Test
  void theLatestStandsAtTheRightAndIsPerSecond() {
    Throughput now =
        of(Duration.ofMillis(500), new Sample(50, 100), new Sample(0, 300), new Sample(1, 1));
    int last = now.toB().length - 1;
    assertEquals(600, now.toB()[last - 1]);
    assertEquals(600, now.nowToB());
    assertEquals(100, now.toA()[last - 2]);
    assertEquals(0, now.toB()[0]);
    assertEquals(1_000, now.top());
    assertEquals(Duration.ofSeconds(30), now.span());
  }

  @Test
  void theAxisEndsAtARoundNumberOfItsUnit() {
    assertEquals(5 << 20, of(Duration.ofSeconds(1), new Sample(0, 3_900_000)).top());
    assertEquals(2 << 10, of(Duration.ofSeconds(1), new Sample(1_200, 0)).top());
  }
}
