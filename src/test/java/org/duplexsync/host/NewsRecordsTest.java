package org.duplexsync.host;

import static org.duplexsync.host.Contract.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NewsRecordsTest {
  private static NewsRecords.Said read(Put record) throws WireException {
    Take take = new Take(record.toArray(), new Names((group, id) -> "x"));
    NewsRecords.Said said = NewsRecords.read(take);
    take.end();
    return said;
  }

  private static Put record(char letter) {
    return new Put().u8(letter);
  }

  private static void refused(Put record) {
    assertThrows(WireException.class, () -> read(record));
  }

  @Test
  void eachKind() throws Exception {
    assertEquals(
        new NewsRecords.Told(new News.Dirty(path("a/b"), News.Hint.GONE)),
        read(record('D').u8('g').str("a/b")));
    assertEquals(new NewsRecords.Told(new News.Below(path(""))), read(record('B').str("")));
    assertEquals(new NewsRecords.Told(new News.Inside(path("d"))), read(record('I').str("d")));
    assertEquals(new NewsRecords.Told(new News.Overflow()), read(record('O')));
    assertEquals(new NewsRecords.Told(new News.WatchLimit(9, 8)), read(record('L').i64(9).i64(8)));
    assertEquals(new NewsRecords.Told(new News.Ended("gone")), read(record('E').str("gone")));
    assertEquals(new NewsRecords.Walked(5, 1, "full"), read(record('F').i64(5).i64(1).str("full")));
    assertEquals(new NewsRecords.Alive(), read(record('S')));
    assertEquals(
        new NewsRecords.Polls(Duration.ofSeconds(10), Duration.ofMillis(1)),
        read(record('P').i64(10_000_000_000L).i64(1_000_000)));
  }

  @Test
  void pathsThatLeadOutOfTheRootAreRefused() {
    for (String bad : new String[] {"../etc", "/etc", "a/../b", "a//b", "a/", ".", "a\0b"}) {
      refused(record('D').u8('c').str(bad));
      refused(record('B').str(bad));
      refused(record('I').str(bad));
    }
  }

  @Test
  void whatIsNoNewsIsRefused() {
    refused(record('Z'));
    refused(record('D').u8('z').str("a"));
    refused(record('D').u8('c').u16(9).raw(new byte[3], 0, 3));
    refused(record('L').i64(-1).i64(1));
    refused(record('L').i64(Long.MAX_VALUE).i64(1));
    refused(record('P').i64(Long.MAX_VALUE).i64(1));
    refused(record('F').i64(1));
  }
}
