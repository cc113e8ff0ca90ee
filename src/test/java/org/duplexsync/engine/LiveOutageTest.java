package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duplexsync.engine.pair.PairRules;
import org.duplexsync.engine.pair.SideException;
import org.duplexsync.host.memory.Hook;
import org.duplexsync.host.memory.MemoryHost;
import org.duplexsync.host.memory.MemoryWatch;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.ReviewPolicy;
import org.duplexsync.model.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a live pair goes through. */
class LiveOutageTest extends LiveStories {
  @Test
  void afterAnOutageWhatIsSafeGoesAndADeleteWaits() throws Exception {
    live(run -> {
      two.hook =
          (host, point) -> {
            if (host.machine() == two.b) {
              host.drop();
            }
          };
      run.pass(2_000);
      var gone = assertInstanceOf(EngineState.Unreachable.class, run.engine.state());
      assertEquals(org.duplexsync.model.Side.B, gone.side());
      two.userA.write("new", bytes("meanwhile"));
      two.userB.delete("same");
      two.hook = org.duplexsync.host.memory.Hook.NONE;
      run.pass(20_000);
      assertArrayEquals(bytes("meanwhile"), two.userB.read("new"));
      assertArrayEquals(bytes("equal on both"), two.userA.read("same"));
      assertEquals(List.of("same DELETE B_TO_A"), run.waiting());
      two.userA.write("other", bytes("live again"));
      run.pass(300);
      assertArrayEquals(bytes("live again"), two.userB.read("other"));
      assertEquals(List.of("same DELETE B_TO_A"), run.waiting());
    });
  }

  @Test
  void whatWasDeletedBeforeItWasHeardOfDoesNotComeBack() throws Exception {
    two.rules = Rules.reviews(ReviewPolicy.NEVER);
    live(run -> {
      var made = new AtomicBoolean();
      two.hook =
          (host, point) -> {
            if (point.equals("commit:answer") && made.compareAndSet(false, true)) {
              assertDoesNotThrow(() -> two.userB.delete("made"));
              host.drop();
            }
          };
      two.userA.write("made", bytes("on A"));
      run.pass(20_000);
      assertTrue(made.get());
      assertEquals(Seen.ABSENT, two.userB.look("made"));
      assertEquals(Seen.ABSENT, two.userA.look("made"));
    });
  }

  @Test
  void anOverflowWidensTheScope() throws Exception {
    live(run -> {
      List<MemoryWatch> watches =
          two.connected.values().stream().flatMap(host -> host.watches().stream()).toList();
      watches.forEach(watch -> watch.deaf(true));
      two.userA.write("same", bytes("unheard"));
      run.pass(500);
      assertArrayEquals(bytes("equal on both"), two.userB.read("same"));
      watches.forEach(watch -> watch.deaf(false));
      watches.forEach(MemoryWatch::overflow);
      run.pass(500);
      assertArrayEquals(bytes("unheard"), two.userB.read("same"));
    });
  }

  @Test
  void theCompareFromTimeToTimeFindsWhatNoEventToldOfAndSaysSo() throws Exception {
    live(run -> {
      for (MemoryHost host : two.connected.values()) {
        host.watches().forEach(watch -> watch.deaf(true));
      }
      two.userA.write("same", bytes("nobody heard of it"));
      run.pass(5_000);
      assertArrayEquals(bytes("equal on both"), two.userB.read("same"));
      run.pass(Duration.ofHours(1));
      assertArrayEquals(bytes("nobody heard of it"), two.userB.read("same"));
      assertTrue(
          run.status().notes().stream().anyMatch(note -> note.contains("no event had told of")),
          () -> "" + run.status().notes());
      run.pass(Duration.ofHours(1));
      assertEquals(List.of(), run.status().notes());
    });
  }

  @Test
  void aServerThatWentBackSuspendsEverything() throws Exception {
    live(run -> {
      Object old = two.b.disk().snapshot();
      two.userA.write("same", bytes("newer"));
      run.pass(5_000);
      two.b.disk().restore(old);
      run.pass(1_000);
      assertInstanceOf(EngineState.Review.class, run.engine.state());
      assertArrayEquals(bytes("newer"), two.userA.read("same"));
      two.userA.write("other", bytes("waits"));
      run.pass(1_000);
      assertArrayEquals(bytes("also equal"), two.userB.read("other"));
    });
  }

  @Test
  void whatAGuardStopsStandsInTheReviewLargeFilesToo() throws Exception {
    two.rules = Rules.reviews(ReviewPolicy.NEVER);
    live(run -> {
      Object old = two.b.disk().snapshot();
      two.userA.write("same", bytes("newer"));
      run.pass(5_000);
      two.hook =
          (host, point) -> {
            if (host.machine().equals(two.b)) {
              host.drop();
            }
          };
      run.pass(2_000);
      two.userA.write("large", new byte[(int) LiveRows.LARGE]);
      two.b.disk().restore(old);
      two.hook = Hook.NONE;
      run.pass(20_000);
      assertInstanceOf(EngineState.Review.class, run.engine.state());
      assertEquals(Seen.ABSENT, two.userB.look("large"));
      assertTrue(run.waiting().toString().contains("large"), () -> "" + run.waiting());
    });
  }

  @Test
  void whatIsSafeGoesOnceTheRootThatStoppedItIsBack() throws Exception {
    two.rules = Rules.reviews(ReviewPolicy.NEVER);
    live(run -> {
      var above = two.a.user(org.duplexsync.host.memory.Account.ROOT, "/srv");
      above.move("root", "root.away");
      run.pass(2_000);
      two.userB.write("whileaway", bytes("made on B"));
      above.makeDirectory("root");
      above.chown("root", "web");
      run.pass(40_000);
      assertInstanceOf(EngineState.Review.class, run.engine.state());
      assertEquals(Seen.ABSENT, two.userA.look("whileaway"));
      above.removeDirectory("root");
      above.move("root.away", "root");
      run.pass(40_000);
      assertEquals(List.of(), run.waiting());
      assertArrayEquals(bytes("made on B"), two.userA.read("whileaway"));
      assertArrayEquals(bytes("equal on both"), two.userA.read("same"));
      assertTrue(run.status().quiet());
    });
  }

  @Test
  void whatIsSafeGoesOnceSomebodyComparedAndTheGuardIsGone() throws Exception {
    live(run -> {
      var above = two.a.user(org.duplexsync.host.memory.Account.ROOT, "/srv");
      above.makeDirectory("aside");
      for (int i = 0; i < 30; i++) {
        above.move("root/file-" + i, "aside/file-" + i);
      }
      run.pass(2_000);
      assertInstanceOf(EngineState.Review.class, run.engine.state());
      two.userB.write("whileaway", bytes("made on B"));
      two.userB.delete("same");
      for (int i = 0; i < 30; i++) {
        above.move("aside/file-" + i, "root/file-" + i);
      }
      run.engine.compare(TwoMachines.request(true));
      run.pass(5_000);
      assertArrayEquals(bytes("made on B"), two.userA.read("whileaway"));
      assertArrayEquals(bytes("equal on both"), two.userA.read("same"));
      assertEquals(List.of("same DELETE B_TO_A"), run.waiting());
    });
  }

  @Test
  void whatWaitedBeforeAGuardStoppedWaitsAfterIt() throws Exception {
    PairRules usual = PairRules.DEFAULT;
    two.rules =
        Rules.with(
            ReviewPolicy.ALWAYS, ReviewPolicy.NEVER, usual.onConflict(), usual.deleteLimit());
    two.userB.write("first", bytes("made before the start"));
    live(run -> {
      assertEquals(List.of("first NEW B_TO_A"), run.waiting());
      var above = two.a.user(org.duplexsync.host.memory.Account.ROOT, "/srv");
      above.move("root", "root.away");
      run.pass(2_000);
      above.makeDirectory("root");
      above.chown("root", "web");
      run.pass(40_000);
      assertInstanceOf(EngineState.Review.class, run.engine.state());
      above.removeDirectory("root");
      above.move("root.away", "root");
      run.pass(40_000);
      assertEquals(List.of("first NEW B_TO_A"), run.waiting());
      assertEquals(Seen.ABSENT, two.userA.look("first"));
    });
  }

  @Test
  void aSecondEngineIsRefused(@TempDir Path elsewhere) throws Exception {
    live(run -> {
      String why =
          "" + assertThrows(SideException.class, () -> two.compare(elsewhere)).getMessage();
      String when = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
      assertTrue(why.matches("(?s).*test, since " + when + ".*"), why);
    });
  }

  @Test
  void aPausedPairWritesNothingAndCatchesUp() throws Exception {
    live(run -> {
      run.machine.pause(true, "operator:test");
      two.userA.write("same", bytes("while paused"));
      run.pass(1_000);
      assertInstanceOf(EngineState.Paused.class, run.engine.state());
      assertArrayEquals(bytes("equal on both"), two.userB.read("same"));
      run.machine.pause(false, "operator:test");
      run.pass(500);
      assertArrayEquals(bytes("while paused"), two.userB.read("same"));
    });
  }

  @Test
  void aPauseWhileAPersonComparesIsNoOutage() throws Exception {
    live(run -> {
      var states = new ConcurrentLinkedQueue<EngineState>();
      var waits = new FutureTask<>(() -> waits(run));
      var other = new Thread(waits);
      run.engine.listen(states::add);
      two.userA.write("same", bytes("edited"));
      two.time.pass(Duration.ofSeconds(1));
      two.hook =
          (host, point) -> {
            if (point.equals("list") && other.getState() == Thread.State.NEW) {
              other.start();
              while (other.isAlive() && other.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              run.engine.live().pause(true, "operator:test");
            }
          };
      run.engine.compare(TwoMachines.request(true));
      waits.get();
      two.hook = Hook.NONE;
      run.pass(60_000);
      assertInstanceOf(EngineState.Paused.class, run.engine.state());
      assertEquals(
          List.of(), states.stream().filter(EngineState.Unreachable.class::isInstance).toList());
      assertArrayEquals(bytes("equal on both"), two.userB.read("same"));
      run.engine.live().pause(false, "operator:test");
      run.pass(1_000);
      assertArrayEquals(bytes("edited"), two.userB.read("same"));
    });
  }

  /** Moves the pair on until it has looked at what happened. */
  private boolean waits(LiveRun run) {
    for (int i = 0; i < 10; i++) {
      run.machine.step(two.time.instant());
    }
    return true;
  }

  @Test
  void aClockThatIsSetBackDelaysNothing() throws Exception {
    live(run -> {
      two.userA.delete("same");
      run.machine.step(two.time.instant());
      run.machine.step(two.time.instant().minus(Duration.ofHours(1)));
      run.pass(500);
      assertEquals(Seen.ABSENT, two.userB.look("same"));
    });
  }

  @Test
  void anEditThatLooksLikeWhatACutCommitLeftIsFound() throws Exception {
    live(run -> {
      var done = new AtomicBoolean();
      two.hook =
          (host, point) -> {
            if (point.equals("commit:replaced") && done.compareAndSet(false, true)) {
              host.drop();
            }
          };
      two.userA.write("same", bytes("written on A"));
      run.pass(50);
      assertTrue(done.get());
      var time = two.userB.entry("same").mtime();
      two.userB.write("same", bytes("edited on B!"));
      two.userB.setTime("same", time);
      run.pass(20_000);
      assertArrayEquals(bytes("edited on B!"), two.userA.read("same"));
      assertArrayEquals(bytes("edited on B!"), two.userB.read("same"));
    });
  }
}
