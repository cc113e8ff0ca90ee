package org.duplexsync.ui.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  @Test
  void readingTellsHowMuchIsLeftOnceThatCanBeKnown() {
    assertEquals(
        "0 of 2,000,000 read that were only taken for equal, by size and time",
        ProgressLine.reading(0, 2_000_000, Duration.ofSeconds(3)));
    String said = ProgressLine.reading(500_000, 2_000_000, Duration.ofSeconds(30));
    assertTrue(said.startsWith("500,000 of 2,000,000 read"), said);
    assertTrue(said.contains("90"), said);
  }
}
