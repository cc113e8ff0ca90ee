package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.duplexsync.host.News;
import org.duplexsync.host.memory.Account;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.host.memory.Hook;
import org.duplexsync.host.memory.MemoryHost;
import org.duplexsync.host.memory.MemoryWatch;
import org.duplexsync.model.Choice;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveEvent;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Request;
import org.duplexsync.model.ReviewPolicy;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

/** What a live pair leaves to a person, and how it goes on from there. */
class LiveWaitingTest extends LiveStories {
  private static final News DIRTY = new News.Dirty(RelPath.of("same"), News.Hint.TOUCHED);

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
  void whatIsBlockedIsTriedNowAndThenThoughNothingTellsThatItMayGo() throws Exception {
    live(run -> {
      two.userA.makeDirectory("shut");
      two.userA.write("shut/f", bytes("1"));
      run.pass(2_000);
      var root = two.b.user(org.duplexsync.host.memory.Account.ROOT, "/srv/root");
      root.chown("shut", "root");
      run.pass(300);
      two.userA.write("shut/f", bytes("edited"));
      run.pass(300);
      assertEquals(List.of("shut/f BLOCKED SKIP"), run.waiting());
      int told = run.events().size();
      host(Side.B).watches().forEach(watch -> watch.through(_ -> List.of()));
      run.pass(300_000);
      assertEquals(told, run.events().size(), "it is told once");
      root.chown("shut", "web");
      run.pass(62_000);
      assertEquals(List.of(), run.waiting());
      assertArrayEquals(bytes("edited"), two.userB.read("shut/f"));
    });
  }

  @Test
  void whatWasBlockedGoesThoughAPersonComparedMeanwhile() throws Exception {
    live(run -> {
      two.userA.makeDirectory("shut");
      two.userA.write("shut/f", bytes("1"));
      run.pass(2_000);
      var root = two.b.user(org.duplexsync.host.memory.Account.ROOT, "/srv/root");
      root.chown("shut", "root");
      run.pass(300);
      two.userA.write("shut/f", bytes("edited"));
      run.pass(300);
      assertEquals(List.of("shut/f BLOCKED SKIP"), run.waiting());
      host(Side.B).watches().forEach(watch -> watch.through(_ -> List.of()));
      root.chown("shut", "web");
      run.engine.compare(TwoMachines.request(true));
      run.pass(2_000);
      assertEquals(List.of(), run.waiting());
      assertArrayEquals(bytes("edited"), two.userB.read("shut/f"));
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
  void aCompareThatAPersonAsksForTurnsNothingRoundThatWaits() throws Exception {
    live(run -> {
      for (int i = 0; i < 30; i++) {
        two.userA.delete("file-" + i);
      }
      run.pass(3_000);
      List<String> asked = run.waiting();
      assertEquals(30, asked.size());
      assertTrue(asked.stream().allMatch(row -> row.endsWith("DELETE A_TO_B")), asked::toString);
      run.engine.compare(TwoMachines.request(false));
      assertEquals(asked, run.waiting());
      run.pass(3_000);
      assertEquals(asked, run.waiting());
    });
  }

  @Test
  void whatWaitsSinceTheStartIsAskedByTheStartsPolicyThoughThePairIsLiveByNow() throws Exception {
    two.rules = Rules.reviews(ReviewPolicy.WHEN_UNSAFE);
    two.both("gone", "agreed");
    live(run -> assertEquals(List.of(), run.waiting()));
    two.userA.delete("gone");
    live(run -> {
      List<String> asked = run.waiting();
      assertEquals(1, asked.size());
      run.engine.compare(TwoMachines.request(false));
      assertEquals(asked, run.waiting());
    });
  }

  @Test
  void theOldNameOfAMoveThatWaitedIsLookedAtWhenTheNewOneGoes() throws Exception {
    two.rules = Rules.reviews(ReviewPolicy.ALWAYS);
    live(run -> {
      outage(run, () -> two.userA.move("same", "moved"));
      assertEquals(List.of("moved MOVE A_TO_B"), run.waiting());
      two.userA.delete("moved");
      run.pass(2_000);
      assertEquals(Seen.ABSENT, two.userB.look("same"));
      assertEquals(List.of(), run.waiting());
    });
  }

  @Test
  void theOldNameOfAMoveThatWaitedIsLookedAtWhenTheNewOneIsReplaced() throws Exception {
    two.rules = Rules.reviews(ReviewPolicy.ALWAYS);
    live(run -> {
      outage(run, () -> two.userA.move("same", "moved"));
      two.userA.delete("moved");
      two.userA.symlink("moved", "elsewhere");
      run.pass(2_000);
      assertEquals(Seen.ABSENT, two.userB.look("same"));
      assertInstanceOf(Seen.Present.class, two.userB.look("moved"));
      assertEquals(List.of(), run.waiting());
    });
  }

  @Test
  void whatWasApprovedAndCouldNotBeDoneIsTriedAgain() throws Exception {
    two.rules = Rules.reviews(ReviewPolicy.ALWAYS);
    live(run -> {
      outage(run, () -> two.userA.write("new", bytes("made meanwhile")));
      assertEquals(List.of("new NEW A_TO_B"), run.waiting());
      two.b.disk().capacity(two.b.disk().used());
      approve(run);
      assertEquals(Seen.ABSENT, two.userB.look("new"));
      run.pass(5_000);
      assertEquals(1, run.status().failed());
      two.b.disk().capacity(Long.MAX_VALUE);
      run.pass(35_000);
      assertArrayEquals(bytes("made meanwhile"), two.userB.read("new"));
      assertEquals(0, run.status().failed());
    });
  }

  @Test
  void noPolicyGoesAgainstWhatAPersonApprovedAndCouldNotBeDone() throws Exception {
    two.rules = Rules.reviews(ReviewPolicy.ALWAYS);
    live(run -> {
      outage(run, () -> two.userA.delete("same"));
      assertEquals(List.of("same DELETE A_TO_B"), run.waiting());
      two.a.disk().capacity(two.a.disk().used());
      PlanHeader plan = run.engine.plan();
      assertNotNull(plan);
      run.engine.review(plan.id()).decide(RelPath.of("same"), Choice.B_TO_A, "operator:test");
      approve(run);
      run.pass(5_000);
      two.a.disk().capacity(Long.MAX_VALUE);
      run.pass(60_000);
      assertArrayEquals(bytes("equal on both"), two.userB.read("same"));
      assertEquals(List.of("same DELETE SKIP"), run.waiting());
    });
  }

  @Test
  void whatWaitsForAPersonStaysWhateverIsHeardAroundIt() throws Exception {
    live(run -> {
      outage(run, () -> two.userA.delete("same"));
      assertEquals(List.of("same DELETE A_TO_B"), run.waiting());
      host(Side.B).watches().forEach(watch -> watch.through(_ -> List.of(DIRTY)));
      two.userB.write("other", bytes("news on their way"));
      run.pass(2_000);
      assertArrayEquals(bytes("equal on both"), two.userB.read("same"));
      assertEquals(List.of("same DELETE A_TO_B"), run.waiting());
    });
  }

  @Test
  void anOverflowDuringTheFirstCompareLeavesNothingToThePolicyOfALivePair() throws Exception {
    two.sync(state);
    two.userA.delete("same");
    two.userB.write("other", bytes("edited before the start"));
    two.rules = Rules.reviews(ReviewPolicy.ALWAYS);
    two.hook =
        (host, point) -> {
          if (point.equals("list:next")) {
            two.hook = Hook.NONE;
            host(Side.B).watches().forEach(MemoryWatch::overflow);
          }
        };
    live(run -> {
      run.pass(10_000);
      assertEquals(List.of("other OVERWRITE B_TO_A", "same DELETE B_TO_A"), run.waiting());
      assertArrayEquals(bytes("equal on both"), two.userB.read("same"));
      assertArrayEquals(bytes("also equal"), two.userA.read("other"));
    });
  }

  @Test
  void whatReplacesADirectoryWaitsForWhatWaitsInIt() throws Exception {
    two.userA.makeDirectory("d");
    two.userB.makeDirectory("d");
    two.both("d/x", "in it");
    two.rules = Rules.reviews(ReviewPolicy.ALWAYS);
    live(run -> {
      outage(run, () -> two.userA.delete("d/x"));
      assertEquals(List.of("d/x DELETE A_TO_B"), run.waiting());
      two.userA.deleteAll("d");
      two.userA.write("d", bytes("a file now"));
      run.pass(20_000);
      assertEquals(List.of("d RETYPE SKIP", "d/x DELETE A_TO_B"), run.waiting());
      assertEquals(0, run.status().writes());
      approve(run);
      run.pass(2_000);
      assertEquals(Seen.ABSENT, two.userB.look("d/x"));
    });
  }

  @Test
  void aDeleteThatWasAskedForStaysUntilItIsApproved() throws Exception {
    live(run -> {
      run.engine.compare(TwoMachines.request(true));
      PlanHeader plan = run.engine.plan();
      assertNotNull(plan);
      run.engine.request(plan.id(), new Request.Delete(RelPath.of("same")), "operator:test");
      run.pass(1_000);
      host(Side.B).watches().forEach(watch -> watch.through(_ -> List.of(DIRTY)));
      two.userB.write("other", bytes("news on their way"));
      run.pass(2_000);
      host(Side.B).watches().forEach(watch -> watch.through(news -> news));
      assertEquals(List.of("same DELETE SKIP"), run.waiting());
      assertInstanceOf(Seen.Present.class, two.userB.look("same"));
      approve(run);
      run.pass(2_000);
      assertEquals(Seen.ABSENT, two.userA.look("same"));
      assertEquals(Seen.ABSENT, two.userB.look("same"));
      assertEquals(List.of(), run.waiting());
      assertTrue(run.status().quiet());
    });
  }

  @Test
  void whatIsBlockedIsCountedForItself() throws Exception {
    live(run -> {
      two.userA.makeDirectory("shut");
      run.pass(1_000);
      two.b.user(Account.ROOT, "/srv/root").chown("shut", "root");
      two.userA.write("shut/new", bytes("new"));
      run.pass(1_000);
      assertEquals(1, run.status().waiting());
      assertEquals(1, run.status().blocked());
    });
  }

  @Test
  void whatIsMadeInADirectoryThatWaitsWaitsWithItAndIsNotTriedAgainAndAgain() throws Exception {
    two.rules = Rules.onConflict(org.duplexsync.model.ConflictPolicy.HOLD);
    live(run -> {
      two.userA.makeDirectory("d");
      two.userB.write("d", bytes("a file here"));
      run.pass(5_000);
      two.userA.write("d/x", bytes("in it"));
      run.pass(20_000);
      assertEquals(2, run.waiting().size(), () -> "" + run.waiting());
      assertTrue(run.status().quiet());
      two.userB.delete("d");
      run.pass(20_000);
      assertArrayEquals(bytes("in it"), two.userB.read("d/x"));
      assertEquals(List.of(), run.waiting());
    });
  }

  @Test
  void whatWaitsBecauseAListingWasCutIsLookedAtAgain() throws Exception {
    live(run -> {
      two.userA.makeDirectory("d");
      two.userA.write("d/a", bytes("1"));
      two.userA.write("d/b", bytes("2"));
      two.userA.write("d/c", bytes("3"));
      run.pass(1_000);
      two.userA.deleteAll("d");
      host(Side.A).cutListing();
      run.pass(5_000);
      assertEquals(List.of(), run.waiting());
      assertEquals(Seen.ABSENT, two.userB.look("d"));
    });
  }

  private MemoryHost host(Side side) {
    return Objects.requireNonNull(two.connected.get(side));
  }

  private static void approve(LiveRun run) throws Exception {
    PlanHeader plan = run.engine.plan();
    assertNotNull(plan);
    TwoMachines.approveAll(run.engine, plan);
  }

  private interface Meanwhile {
    void happens() throws Errno;
  }

  /** B is gone while something happens. */
  private void outage(LiveRun run, Meanwhile meanwhile) throws Errno {
    two.hook =
        (host, point) -> {
          if (host.machine() == two.b) {
            host.drop();
          }
        };
    run.pass(2_000);
    assertInstanceOf(EngineState.Unreachable.class, run.engine.state());
    meanwhile.happens();
    two.hook = Hook.NONE;
    run.pass(20_000);
    assertInstanceOf(EngineState.Live.class, run.engine.state());
  }
}
