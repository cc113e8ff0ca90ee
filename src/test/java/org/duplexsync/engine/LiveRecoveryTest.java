package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duplexsync.engine.pair.SideException;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine that is live gets over by itself, and what it says meanwhile. */
class LiveRecoveryTest extends LiveStories {
  private void drop(Side side) {
    Objects.requireNonNull(two.connected.get(side)).drop();
  }

  @Test
  void aDesktopThatSleptComparesAndGoesOn() throws Exception {
    live(run -> {
      two.userA.write("same", bytes("right before"));
      two.time.pass(Duration.ofHours(9));
      // the helpers have ended, the engine was not there to hear of it
      drop(Side.A);
      drop(Side.B);
      two.userB.write("other", bytes("while it slept"));
      run.pass(20_000);
      assertArrayEquals(bytes("right before"), two.userB.read("same"));
      assertArrayEquals(bytes("while it slept"), two.userA.read("other"));
      assertTrue(run.status().quiet());
    });
  }

  @Test
  void aJumpOfTheClockAloneLosesNothing() throws Exception {
    live(run -> {
      two.userA.write("same", bytes("right before"));
      two.userB.delete("other");
      two.time.pass(Duration.ofHours(9));
      two.userB.write("file-1", bytes("right after"));
      run.pass(5_000);
      assertArrayEquals(bytes("right before"), two.userB.read("same"));
      assertEquals(Seen.ABSENT, two.userA.look("other"));
      assertArrayEquals(bytes("right after"), two.userA.read("file-1"));
    });
  }

  @Test
  void whileAnotherProgramHoldsTheStateItSaysSoAndThenGoesOn() throws Exception {
    live(run -> {
      Path database;
      try (var files = java.nio.file.Files.walk(state)) {
        database = files.filter(file -> file.toString().endsWith(".db")).findFirst().orElseThrow();
      }
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
          var statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        two.userA.write("same", bytes("meanwhile"));
        run.pass(100);
        var held = assertInstanceOf(EngineState.Unreachable.class, run.engine.state());
        assertTrue(
            held.reason().contains("nothing is lost and nothing is changed meanwhile"),
            held::reason);
        assertTrue(held.reason().contains("goes on by itself"), held::reason);
        assertArrayEquals(bytes("equal on both"), two.userB.read("same"));
        statement.execute("ROLLBACK");
      }
      run.pass(20_000);
      assertArrayEquals(bytes("meanwhile"), two.userB.read("same"));
    });
  }

  @Test
  void theLeaseOfADeadEngineIsTakenOverAndWhatItSendsLateIsRefused(@TempDir Path elsewhere)
      throws Exception {
    live(run -> {
      var taken = new AtomicBoolean();
      two.hook =
          (host, point) -> {
            if (point.equals("commit") && taken.compareAndSet(false, true)) {
              takeOver(elsewhere);
            }
          };
      two.userA.write("same", bytes("sent too late"));
      run.pass(100);
      assertTrue(taken.get());
      assertArrayEquals(bytes("equal on both"), two.userB.read("same"));
      assertFalse(run.engine.state() instanceof EngineState.Live, "it still takes itself for live");
    });
  }

  /** Another desktop's engine takes both roots; the first one's connections stand. */
  private void takeOver(Path elsewhere) {
    two.a.lapse();
    two.b.lapse();
    try (Store store = Store.open(elsewhere, "job", two.time);
        PairEngine engine = new PairEngine(two.spec(), two::connect, store, two.surroundings())) {
      engine.compare(TwoMachines.request(true));
    } catch (SideException e) {
      throw new AssertionError(e);
    }
  }
}
