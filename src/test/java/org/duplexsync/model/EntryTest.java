package org.duplexsync.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryTest {
  @ParameterizedTest
  @CsvSource({
    "123456789, 123456789, true",
    "123456789, 0, true",
    "123456789, 120000000, false",
    "123456789, 123000000, false",
    "124000000, 120000000, false",
    "123456789, 123456000, true",
    "123456789, 123456700, true",
    "123456789, 123456780, false",
    "123456789, 123456788, false",
    "123456789, 130000000, false",
    "123456789, 123457000, false",
    "123456789, 123456800, false",
    "500000000, 512345678, false",
    "0, 0, true"
  })
  void aTimeIsTheSameAsWhatACoarserFileSystemKeepsOfIt(int x, int y, boolean same) {
    for (long second : new long[] {1_700_000_000L, -5}) {
      Instant one = Instant.ofEpochSecond(second, x);
      Instant two = Instant.ofEpochSecond(second, y);
      assertEquals(same, Entry.sameTime(one, two));
      assertEquals(same, Entry.sameTime(two, one));
      assertEquals(false, Entry.sameTime(one, two.plusSeconds(1)));
    }
  }
}
