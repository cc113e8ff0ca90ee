package org.duplexsync.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.model.Action;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveEvent;
import org.duplexsync.model.ReviewPolicy;
import org.duplexsync.model.Seen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTest {
  private final TwoMachines two = new TwoMachines();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path state;

  interface Story {
    void tell(LiveRun live) throws Exception;
  }

  private void live(Story story) throws Exception {
    two.engine(
        state,
        engine -> {
          var run = new LiveRun(two, engine);
          run.pass(3_000);
          story.tell(run);
          return run;
        });
  }

  @BeforeEach
  void someFiles() throws Errno {
    two.both("same", "equal on both");
    two.both("other", "also equal");
    for (int i = 0; i < 30; i++) {
      two.both("file-" + i, "number " + i);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void changesTravelBothWays() throws Exception {
    live(run -> {
      two.userA.write("new", bytes("from A"));
      two.userB.write("same", bytes("edited on B"));
      run.pass(200);
      assertArrayEquals(bytes("from A"), two.userB.read("new"));
      assertArrayEquals(bytes("edited on B"), two.userA.read("same"));
      two.userB.chmod("same", 0600);
      two.userA.delete("new");
      run.pass(200);
      assertEquals(0600, two.userA.entry("same").mode());
      assertEquals(Seen.ABSENT, two.userB.look("new"));
      assertEquals(List.of(), run.waiting());
      assertTrue(run.status().quiet());
    });
  }

  @Test
  void ownWritesAreLookedAtOnceAndNoMore() throws Exception {
    live(run -> {
      for (int i = 0; i < 20; i++) {
        two.userA.write("file-" + i, bytes("edited " + i));
      }
      run.pass(2_000);
      assertEquals(20, run.status().writes());
      assertTrue(run.status().echoes() <= 20, () -> "echoes " + run.status().echoes());
      long before = run.status().echoes();
      run.pass(5_000);
      assertEquals(before, run.status().echoes());
      assertEquals(20, run.status().writes());
    });
  }

  @Test
  void aMoveIsOneRename() throws Exception {
    two.userA.makeDirectory("d");
    two.userB.makeDirectory("d");
    two.both("d/x", "in it");
    two.both("d/y", "too");
    live(run -> {
      long inode = two.userB.entry("d/x").id().inode();
      two.userA.move("d", "e");
      two.userA.move("same", "moved");
      run.pass(200);
      assertEquals(inode, two.userB.entry("e/x").id().inode());
      assertArrayEquals(bytes("equal on both"), two.userB.read("moved"));
      assertTrue(
          run.events().stream().allMatch(event -> event.action() instanceof Action.Move),
          run.events()::toString);
    });
  }

  @Test
  void aSaveByRenameIsOneEdit() throws Exception {
    live(run -> {
      two.userA.write("tmp123", bytes("new content"));
      run.pass(3);
      two.userA.move("tmp123", "same");
      run.pass(200);
      assertArrayEquals(bytes("new content"), two.userB.read("same"));
      assertEquals(List.of("same"), run.events().stream().map(e -> e.path().toString()).toList());
    });
  }

  @Test
  void aSaveByDeleteAndCreateIsOneEdit() throws Exception {
    live(run -> {
      two.userA.delete("same");
      run.pass(5);
      two.userA.write("same", bytes("saved anew"));
      run.pass(200);
      assertArrayEquals(bytes("saved anew"), two.userB.read("same"));
      assertEquals(1, run.events().size());
      assertInstanceOf(Action.Copy.class, run.events().getFirst().action());
    });
  }

  @Test
  void aFileThatIsWrittenWaitsUntilItIsClosed() throws Exception {
    live(run -> {
      two.userA.write("big", bytes("begun"));
      run.pass(100);
      try (var writer = two.userA.open("big")) {
        writer.append(bytes(" and"));
        run.pass(100);
        writer.append(bytes(" finished"));
        assertArrayEquals(bytes("begun"), two.userB.read("big"));
      }
      run.pass(50);
      assertArrayEquals(bytes("begun and finished"), two.userB.read("big"));
    });
  }

  @Test
  void aLogThatGrowsForEverTravelsAtAPace() throws Exception {
    live(run -> {
      try (var writer = two.userA.open("same")) {
        for (int i = 0; i < 200; i++) {
          writer.append(bytes("line " + i + "\n"));
          run.pass(100);
        }
        long copies = run.events().size();
        assertTrue(copies >= 3 && copies <= 14, () -> "copies " + copies);
      }
      run.pass(500);
      assertArrayEquals(two.userA.read("same"), two.userB.read("same"));
    });
  }

  @Test
  void theLaterOneWinsAConflictAndTheOtherIsAVersion() throws Exception {
    live(run -> {
      two.userA.write("same", bytes("by A"));
      two.time.pass(Duration.ofMillis(2));
      two.userB.write("same", bytes("by B, later"));
      run.pass(300);
      assertArrayEquals(bytes("by B, later"), two.userA.read("same"));
      assertArrayEquals(bytes("by B, later"), two.userB.read("same"));
      LiveEvent event = run.events().getFirst();
      assertNotNull(event.outcome());
      assertTrue(event.outcome().toString().contains("version="), event::toString);
    });
  }

  @Test
  void whenTheClocksDriftApartWhatIsNewerIsLeftToAPerson() throws Exception {
    live(run -> {
      two.b.skew(Duration.ofSeconds(30));
      two.userA.write("other", bytes("no matter of times"));
      run.pass(300);
      assertArrayEquals(bytes("no matter of times"), two.userB.read("other"));
      two.userA.write("same", bytes("by A"));
      two.userA.setTime("same", two.time.instant().minusSeconds(300));
      two.userB.write("same", bytes("by B, minutes later"));
      run.pass(300);
      assertArrayEquals(bytes("by A"), two.userA.read("same"));
      assertEquals(List.of("same CONFLICT SKIP"), run.waiting());
      assertTrue(
          run.status().notes().stream().anyMatch(note -> note.contains("clocks are")),
          run.status().notes().toString());
      var plan = run.engine.plan();
      assertNotNull(plan);
      assertTrue(
          TwoMachines.halts(plan).stream()
              .anyMatch(org.duplexsync.model.Halt.ClockSkew.class::isInstance));
      var review = run.engine.review(plan.id());
      plan.halts().forEach(halt -> review.acknowledge(halt, "operator:test"));
      two.userB.write("same", bytes("by B, once more"));
      run.pass(500);
      assertArrayEquals(bytes("by B, once more"), two.userA.read("same"));
    });
  }

  @Test
  void whatIsNewerIsTrustedAgainWhenTheClocksAre() throws Exception {
    live(run -> {
      two.b.skew(Duration.ofSeconds(30));
      run.pass(300);
      two.b.skew(Duration.ZERO);
      two.userA.write("same", bytes("by A"));
      two.time.pass(Duration.ofMillis(2));
      two.userB.write("same", bytes("by B, later"));
      run.pass(300);
      assertArrayEquals(bytes("by B, later"), two.userA.read("same"));
      assertEquals(List.of(), run.waiting());
    });
  }

  @Test
  void theLimitOfWhatTravelsHolds() throws Exception {
    two.rules = Rules.limited(1_000);
    live(run -> {
      var before = two.time.instant();
      two.userA.write("long", new byte[20_000]);
      run.pass(100);
      Duration took = Duration.between(before, two.time.instant());
      assertArrayEquals(new byte[20_000], two.userB.read("long"));
      assertTrue(took.toSeconds() >= 19, "took " + took);
    });
  }

  @Test
  void aHeldConflictStopsOnlyItsOwnPathAndLeavesWhenItIsEqual() throws Exception {
    two.rules = Rules.onConflict(org.duplexsync.model.ConflictPolicy.HOLD);
    live(run -> {
      two.userA.write("same", bytes("by A"));
      two.userB.write("same", bytes("by B"));
      two.userA.write("other", bytes("goes"));
      run.pass(300);
      assertArrayEquals(bytes("by A"), two.userA.read("same"));
      assertArrayEquals(bytes("by B"), two.userB.read("same"));
      assertArrayEquals(bytes("goes"), two.userB.read("other"));
      assertEquals(List.of("same CONFLICT SKIP"), run.waiting());
      assertEquals(1, run.status().waiting());
      two.userB.write("same", bytes("by A"));
      two.userB.setTime("same", two.userA.entry("same").mtime());
      run.pass(300);
      assertEquals(List.of(), run.waiting());
      assertEquals(0, run.status().waiting());
    });
  }

  @Test
  void aBlockedPathWaitsAndGoesOnceItsDirectoryLetsIt() throws Exception {
    live(run -> {
      two.userA.makeDirectory("shut");
      two.userA.write("shut/f", bytes("1"));
      run.pass(2_000);
      var root = two.b.user(org.duplexsync.host.memory.Account.ROOT, "/srv/root");
      root.chown("shut", "root");
      run.pass(300);
      two.userA.write("shut/f", bytes("edited"));
      two.userA.write("shut/new", bytes("new"));
      run.pass(300);
      assertEquals(List.of("shut/f BLOCKED SKIP", "shut/new BLOCKED SKIP"), run.waiting());
      int asked = two.b.questions();
      run.pass(5_000);
      assertEquals(asked, two.b.questions(), "not tried again unless something changes");
      root.chown("shut", "web");
      run.pass(300);
      assertEquals(List.of(), run.waiting());
      assertArrayEquals(bytes("edited"), two.userB.read("shut/f"));
      assertArrayEquals(bytes("new"), two.userB.read("shut/new"));
    });
  }

  @Test
  void tooManyDeletesStopAndAsk() throws Exception {
    live(run -> {
      for (int i = 0; i < 30; i++) {
        two.userA.delete("file-" + i);
      }
      two.userA.write("other", bytes("goes on"));
      run.pass(2_000);
      for (int i = 0; i < 30; i++) {
        assertArrayEquals(bytes("number " + i), two.userB.read("file-" + i));
      }
      assertArrayEquals(bytes("goes on"), two.userB.read("other"));
      assertEquals(30, run.waiting().size());
      var plan = run.engine.plan();
      assertNotNull(plan);
      assertTrue(plan.halted());
      TwoMachines.approveAll(run.engine, plan);
      run.pass(500);
      assertEquals(Seen.ABSENT, two.userB.look("file-3"));
      assertEquals(List.of(), run.waiting());
      two.userA.delete("other");
      run.pass(500);
      assertEquals(Seen.ABSENT, two.userB.look("other"));
    });
  }

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
      two.hook = (host, point) -> {};
      run.machine.pause(true);
      two.userA.write("same", bytes("unheard"));
      run.pass(10);
      run.machine.pause(false);
      run.pass(500);
      assertArrayEquals(bytes("unheard"), two.userB.read("same"));
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
  void aSecondEngineIsRefused(@TempDir Path elsewhere) throws Exception {
    live(run -> assertThrows(SideException.class, () -> two.compare(elsewhere)));
  }

  @Test
  void aLargeFileTravelsBesideTheOthers() throws Exception {
    live(run -> {
      two.userA.write("large", new byte[1 << 20]);
      two.userA.write("same", bytes("small"));
      run.pass(6_000);
      assertArrayEquals(new byte[1 << 20], two.userB.read("large"));
      assertArrayEquals(bytes("small"), two.userB.read("same"));
      assertTrue(run.status().quiet());
    });
  }

  @Test
  void aLinkDoesNotLeadIntoWhatIsNotThereYet() throws Exception {
    live(run -> {
      two.userA.makeDirectory("release");
      two.userA.write("release/app", new byte[1 << 20]);
      two.userA.symlink("current", "release");
      run.pass(6_000);
      List<String> order = run.events().stream().map(event -> event.path().toString()).toList();
      assertTrue(order.indexOf("release/app") < order.indexOf("current"), order::toString);
      assertInstanceOf(Seen.Present.class, two.userB.look("current"));
    });
  }

  @Test
  void aPausedPairWritesNothingAndCatchesUp() throws Exception {
    live(run -> {
      run.machine.pause(true);
      two.userA.write("same", bytes("while paused"));
      run.pass(1_000);
      assertInstanceOf(EngineState.Paused.class, run.engine.state());
      assertArrayEquals(bytes("equal on both"), two.userB.read("same"));
      run.machine.pause(false);
      run.pass(500);
      assertArrayEquals(bytes("while paused"), two.userB.read("same"));
    });
  }

  @Test
  void whatIsLeftOutWhileItIsLiveStaysWhereItIs() throws Exception {
    live(run -> {
      run.engine.filter(
          org.duplexsync.filter.FilterSet.of(List.of(org.duplexsync.filter.Rule.exclude("same"))));
      two.userA.write("same", bytes("left out"));
      two.userB.delete("other");
      run.pass(1_000);
      assertArrayEquals(bytes("equal on both"), two.userB.read("same"));
      assertEquals(Seen.ABSENT, two.userA.look("other"));
    });
  }

  @Test
  void aCompareWhileItIsLiveSettlesNothingAndStopsNothing() throws Exception {
    live(run -> {
      run.engine.compare(TwoMachines.request(true));
      two.userA.write("same", bytes("after the compare"));
      run.pass(500);
      assertArrayEquals(bytes("after the compare"), two.userB.read("same"));
      assertTrue(run.status().quiet());
    });
  }

  @Test
  void whatIsDeletedWithItsDirectoryGoesAsAWhole() throws Exception {
    two.userA.makeDirectory("d");
    two.userB.makeDirectory("d");
    two.both("d/x", "in it");
    two.both("d/y", "too");
    live(run -> {
      two.userA.deleteAll("d");
      run.pass(500);
      assertEquals(Seen.ABSENT, two.userB.look("d"));
      assertTrue(run.status().quiet());
    });
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
}
