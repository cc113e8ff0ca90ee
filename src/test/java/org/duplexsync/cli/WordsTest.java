package org.duplexsync.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|just now",
        "119|just now",
        "120|2 minutes ago",
        "7199|119 minutes ago",
        "7200|2 hours ago",
        "172799|47 hours ago",
        "172800|2 days ago",
        "-60|just now"
      })
  void timePassedIsToldRoughly(long seconds, String told) {
    assertEquals(told, Words.ago(NOW.minusSeconds(seconds), NOW));
  }

  @ParameterizedTest
  @CsvSource({"0,0 B", "1023,1023 B", "1024,1.0 KiB", "1536,1.5 KiB", "10737418240,10.0 GiB"})
  void sizesHaveBinaryUnits(long bytes, String told) {
    assertEquals(told, Words.bytes(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "CONFLICT,1,1 needs a decision",
    "CONFLICT,2,2 need a decision",
    "DELETE,1,1 deletion",
    "OVERWRITE,1200,'1,200 overwrites'",
    "BLOCKED,3,3 blocked"
  })
  void aBucketsRowsAreCounted(Bucket bucket, long n, String told) {
    assertEquals(told, Words.tally(bucket, n));
  }

  @Test
  void anOutcomeTellsItsReason() {
    assertEquals("failed: no space left", Words.outcome(new Outcome.Failed("no space left")));
    assertEquals("changed meanwhile: edited", Words.outcome(new Outcome.Drifted("edited")));
    assertEquals("kept, because of x", Words.outcome(new Outcome.Kept("kept, because of x")));
  }
}
