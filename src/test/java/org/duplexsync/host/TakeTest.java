package org.duplexsync.host;

import static org.duplexsync.host.Contract.WHEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Seen;
import org.junit.jupiter.api.Test;

class TakeTest {
  private static Put entry(int kind, int mode, long size, long nanos, String target) {
    Put put = new Put().u8(kind).u16(mode).i64(size).i64(WHEN.getEpochSecond()).u32(nanos);
    return put.time(WHEN).i64(12).u32(1).u32(1000).u32(100).str(target);
  }

  private static Take take(Put put) {
    return new Take(put.toArray(), new Names((group, id) -> (group ? "g" : "u") + id));
  }

  @Test
  void takesAnEntryApart() throws HostException {
    Entry entry = take(entry('f', 0640, 7, 5, "")).entry();
    assertEquals("u1000 g100 7", entry.owner() + " " + entry.group() + " " + entry.size());
  }

  @Test
  void refusesEntriesOutOfRange() {
    for (Put bad :
        new Put[] {
          entry('?', 0640, 7, 5, ""),
          entry('f', 010000, 7, 5, ""),
          entry('f', 0640, -1, 5, ""),
          entry('f', 0640, 7, 1_000_000_000, ""),
          entry('f', 0640, 7, 5, "target"),
          entry('d', 0640, 7, 5, ""),
          entry('l', 0777, 0, 5, "to\0else"),
        }) {
      assertThrows(WireException.class, () -> take(bad).entry());
    }
  }

  @Test
  void refusesEveryCut() throws HostException {
    byte[] link = entry('l', 0777, 0, 5, "to").toArray();
    byte[] whole = new Put().u8('P').raw(link, 0, link.length).toArray();
    Names names = new Names((group, id) -> "n");
    assertInstanceOf(Seen.Present.class, new Take(whole, names).seen());
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(WireException.class, () -> new Take(cut, names).seen());
    }
  }

  @Test
  void garbageEndsInOneWayOnly() {
    long seed = 7_000_001;
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] = (byte) "DdEXPAUSN".charAt(random.nextInt(9));
      }
      Take take = new Take(bytes, new Names((group, id) -> "n"));
      try {
        switch (random.nextInt(4)) {
          case 0 -> StepCodec.outcome(take);
          case 1 -> TreeCodec.hashed(take);
          case 2 -> TreeCodec.staged(take);
          default -> take.seen();
        }
      } catch (HostException e) {
        assertInstanceOf(WireException.class, e);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", case " + i, e);
      }
    }
  }

  @Test
  void refusesWhatIsLeftOver() {
    assertThrows(WireException.class, () -> take(new Put().u8(1)).end());
  }

  @Test
  void asksEachNameOnceAndKeepsNoEndlessList() throws HostException {
    int[] asked = {0};
    Names names =
        new Names((group, id) -> {
          asked[0]++;
          return "n" + id;
        });
    for (int i = 0; i < 3; i++) {
      assertEquals("n5", names.user(5));
    }
    assertEquals(1, asked[0]);
    for (long id = 0; id < 30_000; id++) {
      names.group(id);
    }
    assertEquals("29999", names.group(29_999));
  }
}
