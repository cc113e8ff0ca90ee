package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.host.memory.Hook;
import org.duplexsync.host.memory.MemoryUser;
import org.duplexsync.model.Seen;
import org.junit.jupiter.api.Test;

/** New files that are written all the time, also while they are read to be carried. */
class LiveLogsTest extends LiveStories {
  private static final int MIB = 1 << 20;

  /** Appends whenever the file is read on A: it has always moved on by the end of that. */
  private void grows(MemoryUser.Writer writer, byte[] line) {
    two.hook =
        (host, point) -> {
          if (host.machine() == two.a && point.equals("read")) {
            try {
              writer.append(line);
            } catch (Errno e) {
              throw new AssertionError(e);
            }
          }
        };
  }

  /** Goes on until something has come to B; answers how long that took. */
  private Duration untilItCame(LiveRun run, MemoryUser.Writer writer, byte[] line, Duration most)
      throws Errno {
    Instant began = two.time.instant();
    while (two.userB.look("big.log") instanceof Seen.Absent) {
      Duration took = Duration.between(began, two.time.instant());
      assertTrue(took.compareTo(most) < 0, () -> "nothing came in " + took);
      writer.append(line);
      run.pass(350);
    }
    return Duration.between(began, two.time.instant());
  }

  private void isABeginning() throws Errno {
    byte[] on = two.userB.read("big.log");
    assertArrayEquals(Arrays.copyOf(two.userA.read("big.log"), on.length), on);
  }

  @Test
  void aLargeLogTravelsWithoutAPauseAndGoesOn() throws Exception {
    live(run -> {
      two.userA.write("big.log", new byte[MIB]);
      byte[] line = bytes("one more line\n");
      try (var writer = two.userA.open("big.log")) {
        grows(writer, line);
        Duration took = untilItCame(run, writer, line, Duration.ofMinutes(2));
        assertTrue(took.toSeconds() >= 25, "it may have been an upload: " + took);
        isABeginning();
        int first = two.userB.read("big.log").length;
        for (int i = 0; i < 60; i++) {
          writer.append(line);
          run.pass(350);
        }
        assertTrue(two.userB.read("big.log").length > first, "it goes on");
        isABeginning();
        two.hook = Hook.NONE;
      }
      run.pass(30_000);
      assertArrayEquals(two.userA.read("big.log"), two.userB.read("big.log"));
    });
  }
}
