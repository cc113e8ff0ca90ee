package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duplexsync.host.memory.Account;
import org.duplexsync.host.memory.Hook;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.junit.jupiter.api.Test;

/** What waits for something that travels goes as soon as that has arrived. */
class LiveLanesTest extends LiveStories {
  private static final int FILES = 30;

  private List<RelPath> missing() throws Exception {
    var missing = new ArrayList<RelPath>();
    for (int i = 0; i < FILES; i++) {
      if (two.userB.look("photo-" + i).equals(Seen.ABSENT)) {
        missing.add(RelPath.of("photo-" + i));
      }
    }
    return missing;
  }

  @Test
  void moreLargeFilesThanLanesFollowOneAnotherWithoutAPause() throws Exception {
    two.rules = Rules.transferring(2);
    live(run -> {
      byte[] content = new byte[(int) LiveRows.LARGE];
      for (int i = 0; i < FILES; i++) {
        content[0] = (byte) i;
        two.userA.write("photo-" + i, content);
      }
      Instant written = two.time.instant();
      while (!missing().isEmpty() && two.time.instant().isBefore(written.plusSeconds(600))) {
        run.pass(50);
      }
      assertEquals(List.of(), missing());
      Duration took = Duration.between(written, two.time.instant());
      assertTrue(took.compareTo(Duration.ofSeconds(3)) < 0, () -> "it took " + took);
    });
  }

  @Test
  void whatAPersonEndedOnItsWayIsTakenUpAgainLater() throws Exception {
    live(run -> {
      var ends = new AtomicBoolean(true);
      two.hook =
          (host, point) -> {
            if (point.equals("stage") && ends.getAndSet(false)) {
              run.machine.cancelTransfers();
            }
          };
      two.userA.write("large", new byte[(int) LiveRows.LARGE]);
      run.pass(10_000);
      assertFalse(ends.get());
      assertEquals(Seen.ABSENT, two.userB.look("large"));
      assertEquals(1, run.status().queued());
      run.pass(25_000);
      assertEquals(LiveRows.LARGE, two.userB.read("large").length);
      assertEquals(0, run.status().queued());
    });
  }

  @Test
  void whatIsOnItsWayWhenAPersonPausesIsNotWrittenUntilTheyResume() throws Exception {
    live(run -> {
      var pauses = new AtomicBoolean(true);
      two.hook =
          (host, point) -> {
            if (point.equals("stage") && pauses.getAndSet(false)) {
              run.engine.live().pause(true, "operator:test");
            }
          };
      two.userA.write("large", new byte[(int) LiveRows.LARGE]);
      run.pass(60_000);
      assertFalse(pauses.get());
      assertEquals(Seen.ABSENT, two.userB.look("large"));
      assertInstanceOf(EngineState.Paused.class, run.engine.state());
      pauses.set(true);
      run.engine.live().pause(false, "operator:test");
      two.hook = Hook.NONE;
      run.pass(1_000);
      assertEquals(LiveRows.LARGE, two.userB.read("large").length);
      two.hook =
          (host, point) -> {
            if (point.equals("stage") && pauses.getAndSet(false)) {
              run.engine.live().pause(true, "operator:test");
            }
          };
      two.userA.write("small", bytes("small"));
      run.pass(10_000);
      assertEquals(Seen.ABSENT, two.userB.look("small"), "the main lane neither");
      run.engine.live().pause(false, "operator:test");
      run.pass(1_000);
      assertArrayEquals(bytes("small"), two.userB.read("small"));
    });
  }

  @Test
  void aLargeFileOfTheTimeApartDelaysNothingThatHappensAfterTheReturn() throws Exception {
    two.userA.makeDirectory("release");
    two.userB.makeDirectory("release");
    two.both("release/readme", "there on both");
    live(run -> {
      two.hook =
          (host, point) -> {
            if (host.machine().equals(two.b)) {
              host.drop();
            }
          };
      run.pass(2_000);
      two.userA.write("release/large", new byte[(int) LiveRows.LARGE]);
      two.userA.symlink("current", "release");
      two.userA.write("same", bytes("meanwhile"));
      two.hook = Hook.NONE;
      run.pass(20_000);
      List<String> order = run.events().stream().map(event -> event.path().toString()).toList();
      assertEquals(List.of("same", "release/large", "current"), order);
      assertEquals(LiveRows.LARGE, two.userB.read("release/large").length);
      assertTrue(run.status().quiet());
    });
  }

  @Test
  void anOldNameIsLookedAtThoughWhatWasFoundWithItWaitsForALane() throws Exception {
    two.rules = Rules.transferring(0);
    two.userA.makeDirectory("shut");
    two.userB.makeDirectory("shut");
    live(run -> {
      two.b.user(Account.ROOT, "/srv/root").chown("shut", "root");
      two.userA.move("same", "shut/same");
      run.pass(5_000);
      assertEquals(List.of("shut/same BLOCKED SKIP"), run.waiting(), "the move");
      two.b.user(Account.ROOT, "/srv/root").chown("shut", "web");
      var above = two.a.user(Account.ROOT, "/srv");
      above.makeDirectory("new");
      for (int i = 0; i < 300; i++) {
        above.write("new/" + i, bytes("new"));
        above.chown("new/" + i, "web");
      }
      above.chown("new", "web");
      above.move("root/shut", "old");
      above.move("new", "root/shut");
      run.pass(60_000);
      assertEquals(Seen.ABSENT, two.userB.look("shut/1"), "it waits for a lane");
      assertEquals(Seen.ABSENT, two.userB.look("same"), "nothing else tells of it");
    });
  }
}
