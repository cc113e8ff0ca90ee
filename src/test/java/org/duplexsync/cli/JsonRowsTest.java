package org.duplexsync.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonRowsTest {
  @Test
  void timesAreWrittenAsInstantsAre() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      long seconds = i % 2 == 0 ? random.nextLong(1L << 40) - (1L << 38) : i * 60L;
      int nanos = (int) (random.nextInt(1_000) * Math.pow(10, 3 * random.nextInt(3)));
      Instant instant = Instant.ofEpochSecond(seconds, i % 3 == 0 ? 0 : nanos);
      assertEquals(instant.toString(), JsonRows.time(instant));
    }
  }

  @Test
  void modesHaveAtLeastFourDigits() {
    for (int mode : new int[] {0, 7, 0644, 0755, 01777, 07777, 0100644}) {
      assertEquals(String.format("%04o", mode), JsonRows.mode(mode));
    }
  }
}
