package org.duplexsync.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingRecordsTest {
  private static final String NUMBERS =
      " 644 5 1700000000.1234567890 1700000001.0000000000 12 1 7 0 0 ";

  private static ListingRecords records() {
    return new ListingRecords(new Names((group, id) -> "n" + id), 7, RelPath.ROOT);
  }

  private static List<Listing.Item> decode(String... blocks) throws HostException {
    ListingRecords records = records();
    List<Listing.Item> items = new ArrayList<>();
    for (String block : blocks) {
      records.feed(block.getBytes(ISO_8859_1));
      for (Listing.Item item = records.next(); item != null; item = records.next()) {
        items.add(item);
      }
    }
    records.end();
    return items;
  }

  private static Listing.Found found(String record) throws HostException {
    return (Listing.Found) decode(record + "\0").getFirst();
  }

  private static String refused(String... blocks) {
    return String.valueOf(assertThrows(WireException.class, () -> decode(blocks)).getMessage());
  }

  private static List<Listing.Item> differing(String... blocks) throws HostException {
    var records = new ListingRecords(new Names((group, id) -> "n" + id), 7, RelPath.ROOT, true);
    List<Listing.Item> items = new ArrayList<>();
    for (String block : blocks) {
      records.feed(block.getBytes(ISO_8859_1));
      for (Listing.Item item = records.next(); item != null; item = records.next()) {
        items.add(item);
      }
    }
    records.end();
    return items;
  }

  @Test
  void takesMarksOfWhatDiffers() throws HostException {
    String link = "+l" + NUMBERS + "d\0";
    List<Listing.Item> items =
        differing("+f" + NUMBERS + "c\0-b\0*f" + NUMBERS + "a\0" + link, "t to\0-l x\0");
    assertInstanceOf(Listing.Appeared.class, items.get(0));
    assertEquals(new Listing.Gone(RelPath.of("b")), items.get(1), "in any order");
    assertInstanceOf(Listing.Found.class, items.get(2));
    var appeared = assertInstanceOf(Listing.Appeared.class, items.get(3));
    assertEquals(Bytes.of("to"), appeared.found().entry().target());
    assertEquals(new Listing.Gone(RelPath.of("l x")), items.get(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"f 644\0", "?f 644\0", "+\0", "-\0", "-/abs\0", "-a/../b\0", "\0"})
  void refusesWrongMarksAndPaths(String block) {
    assertThrows(WireException.class, () -> differing(block));
  }

  @Test
  void takesARecordApart() throws HostException {
    Entry entry = found("f" + NUMBERS + " -rf \n\377").entry();
    assertEquals(5, entry.size());
    assertEquals(0644, entry.mode());
    assertEquals(Instant.ofEpochSecond(1_700_000_000, 123_456_789), entry.mtime());
    assertEquals("n0", entry.owner());
    assertEquals(12, entry.id().inode());
    byte[] name = found("f" + NUMBERS + " -rf \n\377").path().toArray();
    assertEquals(" -rf \n\377", new String(name, ISO_8859_1));
  }

  @Test
  void joinsALinkWithItsTargetAlsoInTheNextBlock() throws HostException {
    String link = "l" + NUMBERS + "a\0";
    assertEquals(
        Bytes.of("to"), ((Listing.Found) decode(link + "t to\0").getFirst()).entry().target());
    assertEquals(
        Bytes.of("to"), ((Listing.Found) decode(link, "t to\0").getFirst()).entry().target());
    assertInstanceOf(Listing.Trouble.class, decode(link + "e denied\0").getFirst());
    assertTrue(refused(link + "f" + NUMBERS + "b\0").contains("without its target"));
    assertTrue(refused(link).contains("without its target"));
  }

  @Test
  void closesWhatIsNotEntered() throws HostException {
    String elsewhere = NUMBERS.replace(" 7 0 0 ", " 8 0 0 ");
    assertEquals("not readable by this account", found("x" + NUMBERS + "a").closed());
    assertEquals("another file system is mounted here", found("d" + elsewhere + "a").closed());
    assertEquals("another file system is mounted here", found("md" + NUMBERS + "a").closed());
    assertEquals(null, found("f" + elsewhere + "a").closed());
  }

  @Test
  void takesNumbersToTheirLimits() throws HostException {
    Entry entry =
        found("f 7777 9 -5.5000000000 3.0 18446744073709551615 2147483647 7 4294967295 0 a")
            .entry();
    assertEquals(Instant.ofEpochSecond(-5, 500_000_000), entry.mtime());
    assertEquals(-1, entry.id().inode());
    assertEquals("n4294967295", entry.owner());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "/etc/passwd",
        "a/../b",
        "a//b",
        ".",
        "..",
        "a/.",
        "",
        "a/",
      })
  void refusesPathsThatLeaveTheRoot(String path) {
    refused("f" + NUMBERS + path + "\0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f 644",
        "f 10000 5 1.0 1.0 1 1 7 0 0 a",
        "f 8 5 1.0 1.0 1 1 7 0 0 a",
        "f 644 -5 1.0 1.0 1 1 7 0 0 a",
        "f 644 5 1.0 1.0 18446744073709551616 1 7 0 0 a",
        "f 644 5 1.0 1.0 99999999999999999999 1 7 0 0 a",
        "f 644 9999999999999999999 1.0 1.0 1 1 7 0 0 a",
        "f 644 5 1.0 1.0 1 2147483648 7 0 0 a",
        "f 644 5 1.0 1.0 1 1 7 4294967296 0 a",
        "f 644 5 99999999999999.0 1.0 1 1 7 0 0 a",
        "f 644 5 1.12345678901 1.0 1 1 7 0 0 a",
        "f 644 5 x 1.0 1 1 7 0 0 a",
        "f 644  5 1.0 1.0 1 1 7 0 0 a",
        "f",
        "",
      })
  void refusesNumbersOutOfRange(String record) {
    refused(record + "\0");
  }

  @Test
  void refusesWhatIsOutOfOrderOrTwice() {
    String a = "f" + NUMBERS + "a\0";
    String b = "f" + NUMBERS + "b\0";
    assertTrue(refused(b + a).contains("not in order"));
    assertTrue(refused(a + a).contains("not in order"));
    assertTrue(refused(b, a).contains("not in order"), "over the edge of a block");
    assertTrue(
        refused("f" + NUMBERS + "\u0080\0" + a).contains("not in order"), "bytes are unsigned");
  }

  @Test
  void refusesCutAndEndlessRecords() {
    assertTrue(refused("f" + NUMBERS + "a").contains("cut"));
    assertTrue(refused("").contains("cut"));
    assertTrue(refused("f" + NUMBERS + "a".repeat(20_000) + "\0").contains("bytes"));
    assertTrue(refused("f" + NUMBERS + "a/".repeat(3_000) + "b\0").contains("longer than"));
  }

  @Test
  void neverFailsInAnotherWay() {
    long seed = 20_240_506;
    Random random = new Random(seed);
    String good = "d" + NUMBERS + "a\0l" + NUMBERS + "b\0t x\0f" + NUMBERS + "c\0";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int k = random.nextInt(4); k >= 0; k--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
      }
      try {
        decode(text.toString());
      } catch (WireException e) {
        assertTrue(e.getMessage() != null);
      } catch (HostException | RuntimeException e) {
        throw new AssertionError("seed " + seed + ", case " + i, e);
      }
    }
  }
}
