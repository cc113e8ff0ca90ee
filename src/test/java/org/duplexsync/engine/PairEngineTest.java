package org.duplexsync.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import org.duplexsync.engine.committing.CommitEnd;
import org.duplexsync.engine.pair.CancelledException;
import org.duplexsync.engine.pair.PlanFacts;
import org.duplexsync.engine.pair.SideException;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.filter.Rule;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.host.memory.Hook;
import org.duplexsync.model.Absence;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.duplexsync.store.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairEngineTest {
  private final TwoMachines two = new TwoMachines();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path state;

  @BeforeEach
  void someFiles() throws Errno {
    two.both("same", "equal on both");
    two.both("dir-less", "also equal");
    two.userA.write("new-a", bytes("from A"));
    two.userB.write("new-b", bytes("from B"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void whatDiffersTravelsAndTheNextPlanIsEmpty() throws Exception {
    CommitEnd end = two.sync(state);
    assertEquals(2, end.done());
    assertArrayEquals(bytes("from A"), two.userB.read("new-a"));
    assertArrayEquals(bytes("from B"), two.userA.read("new-b"));
    PlanHeader again = two.compare(state);
    assertEquals(0, again.counts().rows());
    assertEquals(4, PlanFacts.of(again).entriesA());
  }

  private interface Asked {
    Object of(PairEngine engine) throws Exception;
  }

  /** Compares, and asks for something else as soon as that has begun; says what is told then. */
  private EngineState afterCompareAnd(Asked asked) throws Exception {
    return two.engine(
        state,
        engine -> {
          var task = new FutureTask<>(() -> asked.of(engine));
          Thread other = Thread.ofPlatform().unstarted(task);
          engine.listen(now -> {
            if (now instanceof EngineState.Comparing && other.getState() == Thread.State.NEW) {
              other.start();
              while (other.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
            }
          });
          engine.compare(TwoMachines.request(true));
          task.get();
          return engine.state();
        });
  }

  @Test
  void whatWaitsForACompareSaysNotThatItGoesOn() throws Exception {
    EngineState listed = afterCompareAnd(engine -> engine.children(RelPath.ROOT));
    assertInstanceOf(EngineState.Review.class, listed);
    two.sync(state);
    two.userA.write("same", bytes("edited"));
    two.sync(state);
    two.userA.write("new-c", bytes("from A"));
    EngineState restored =
        afterCompareAnd(engine -> {
          VersionRow row = engine.versions(RelPath.of("same"), 1).getFirst();
          return engine.restore(row.side(), row.name(), RelPath.of("same.old"), "operator:test");
        });
    assertInstanceOf(EngineState.Review.class, restored);
    assertArrayEquals(bytes("equal on both"), two.userB.read("same.old"));
  }

  @Test
  void aCompareTellsHowFarItHasCome() throws Exception {
    two.userA.makeDirectory("many");
    two.userB.makeDirectory("many");
    for (int i = 0; i < 6_000; i++) {
      two.both("many/%04d".formatted(i), "equal");
    }
    List<EngineState.Comparing> told = new ArrayList<>();
    two.engine(
        state,
        engine -> {
          engine.listen(now -> {
            if (now instanceof EngineState.Comparing comparing) {
              told.add(comparing);
            }
          });
          return engine.compare(TwoMachines.request(false));
        });
    List<RelPath> ways =
        told.stream().map(EngineState.Comparing::at).filter(Objects::nonNull).toList();
    assertEquals(RelPath.ROOT, ways.getFirst());
    assertTrue(ways.size() > 1, "told on the way");
    assertEquals(ways.stream().sorted().toList(), ways);
    EngineState.Comparing middle = told.get(1);
    assertTrue(middle.entriesA() >= 4_096 && middle.entriesA() < 6_000, middle.toString());
    assertTrue(middle.isBehind(RelPath.of("dir")) && !middle.isBehind(RelPath.of("many")));
    assertNull(told.getLast().at());
    assertTrue(told.getLast().isBehind(RelPath.of("many")));
  }

  @Test
  void theLimitOfWhatTravelsHoldsForAnApprovedPlan() throws Exception {
    two.rules = Rules.limited(1_000);
    two.userA.write("long", new byte[20_000]);
    two.time.pass(Duration.ofSeconds(3));
    var before = two.time.instant();
    two.sync(state);
    Duration took = Duration.between(before, two.time.instant());
    assertTrue(took.toSeconds() >= 19 && took.toSeconds() < 40, "took " + took);
    assertArrayEquals(new byte[20_000], two.userB.read("long"));
  }

  @Test
  void aPlanRemembersWhichServerHadBeenAwayAcrossRestarts() throws Exception {
    two.sync(state);
    assertNull(PlanFacts.of(two.compare(state)).away());
    Instant gone = two.time.instant();
    two.refused = Side.B;
    for (int start = 0; start < 2; start++) {
      assertThrows(SideException.class, () -> two.compare(state));
      two.time.pass(Duration.ofMinutes(20));
    }
    two.refused = null;
    two.userA.write("while", bytes("it was away"));
    PlanHeader plan = two.compare(state);
    Absence away = Objects.requireNonNull(PlanFacts.of(plan).away());
    assertEquals(Side.B, away.side());
    assertFalse(away.since().isBefore(gone));
    assertTrue(Duration.between(gone, away.since()).toMinutes() < 1, away + " after " + gone);
    assertTrue(
        Duration.between(away.since(), Objects.requireNonNull(away.until())).toMinutes() >= 40);
    PlanHeader stored = two.engine(state, engine -> Objects.requireNonNull(engine.plan()));
    assertEquals(away, PlanFacts.of(stored).away());
    two.sync(state);
    assertNull(PlanFacts.of(two.compare(state)).away(), "all was equal since");
  }

  @Test
  void whatTheFirstCompareFoundEqualIsAgreedOn() throws Exception {
    PlanHeader looked = two.engine(state, engine -> engine.compare(TwoMachines.request(false)));
    assertNull(looked.agreed());
    assertNull(PlanFacts.of(looked).agreedNow(), "nothing was noted");
    PlanHeader first = two.compare(state);
    assertNull(first.agreed(), "nothing had been before");
    assertNotNull(PlanFacts.of(first).agreedNow());
  }

  @Test
  void aPlainCompareWritesNothing() throws Exception {
    Object before = two.userA.names("");
    PlanHeader plan = two.engine(state, engine -> engine.compare(TwoMachines.request(false)));
    assertEquals(2, plan.counts().rows());
    assertEquals(before, two.userA.names(""));
    try (Store store = Store.open(state, "job", two.time)) {
      assertEquals(0, store.baseline("p").count());
    }
  }

  @Test
  void aPlanOfAPlainCompareCanBeCommitted() throws Exception {
    CommitEnd end =
        two.engine(
            state,
            engine -> TwoMachines.approveAll(engine, engine.compare(TwoMachines.request(false))));
    assertEquals(2, end.done());
    assertEquals(0, two.compare(state).counts().rows());
  }

  @Test
  void aServerThatWentBackStopsEverything() throws Exception {
    Object old = two.b.disk().snapshot();
    two.sync(state);
    two.userB.delete("same");
    two.b.disk().restore(old);
    PlanHeader plan = two.compare(state);
    assertTrue(
        TwoMachines.halts(plan).stream().anyMatch(Halt.ServerWentBack.class::isInstance),
        () -> "halts: " + plan.halts());
    assertEquals(0, plan.counts().rows(count -> count.isDelete() || count.safe()));
  }

  @Test
  void anotherEnginesStoreMeansNeverAgreed(@TempDir Path other) throws Exception {
    two.sync(state);
    two.sync(other);
    two.userA.delete("same");
    PlanHeader plan = two.compare(other);
    assertEquals(1, plan.counts().rows());
    PlanHeader foreign = two.compare(state);
    assertInstanceOf(Halt.ForeignStore.class, TwoMachines.halts(foreign).getFirst());
    assertNotNull(PlanFacts.of(foreign).baselineNote());
    assertEquals(List.of("same NEW B_TO_A"), two.reasons(state, foreign));
  }

  @Test
  void aRootThatTheJobNamesAnewWasNeverAgreedWith() throws Exception {
    two.userA.write("same", bytes("1"));
    two.sync(state);
    two.a.provide(TwoMachines.WEB, "/new/root", 0755);
    two.a.provide(TwoMachines.WEB, "/new/tmp", 0755);
    two.placeA = "/new";
    for (int i = 0; i < 2; i++) {
      PlanHeader plan = two.compare(state);
      assertTrue(String.valueOf(PlanFacts.of(plan).baselineNote()).contains("another root"));
      assertTrue(
          two.reasons(state, plan).stream().allMatch(row -> row.endsWith(" NEW B_TO_A")),
          () -> "nothing is taken for deleted");
      assertEquals(
          List.of(new Halt.OtherPlace(Side.A, "a:/srv/root", "a:/new/root")),
          TwoMachines.halts(plan));
    }
    CommitEnd end = two.sync(state);
    PlanHeader after = two.compare(state);
    assertEquals(List.of(), two.reasons(state, after), end + " " + TwoMachines.halts(after));
    two.a.user(TwoMachines.WEB, "/new/root").delete("same");
    assertEquals(List.of("same DELETE B_TO_A"), two.reasons(state, two.compare(state)));
  }

  @Test
  void tooManyDeletesOnBothSidesAreBothNamed() throws Exception {
    for (int i = 0; i < 200; i++) {
      two.userA.write("on-a-" + i, bytes("1"));
      two.userA.write("on-b-" + i, bytes("1"));
    }
    two.sync(state);
    for (int i = 0; i < 60; i++) {
      two.userA.delete("on-a-" + i);
      two.userB.delete("on-b-" + i);
    }
    assertEquals(
        List.of(Side.A, Side.B),
        TwoMachines.halts(two.compare(state)).stream()
            .map(halt -> ((Halt.TooManyDeletes) halt).side())
            .toList());
  }

  @Test
  void aChangedFilterIsNotReadAsDeletes() throws Exception {
    two.sync(state);
    two.filter = FilterSet.of(List.of(Rule.exclude("new-*")));
    PlanHeader hidden = two.compare(state);
    assertEquals(0, hidden.counts().rows());
    assertEquals(List.of(new Halt.FilterChanged()), TwoMachines.halts(hidden));
    two.userA.delete("new-a");
    two.sync(state);
    two.userA.write("x", bytes("makes a plan"));
    two.sync(state);
    two.filter = FilterSet.NONE;
    assertEquals(List.of("new-a NEW B_TO_A"), two.reasons(state, two.compare(state)));
  }

  @Test
  void guardsOfAPlanWithoutRowsAreAcceptedByReadingThem() throws Exception {
    two.sync(state);
    two.filter = FilterSet.of(List.of(Rule.exclude("*.tmp")));
    for (int i = 0; i < 2; i++) {
      assertEquals(List.of(new Halt.FilterChanged()), TwoMachines.halts(two.compare(state)));
    }
    two.sync(state);
    assertEquals(List.of(), TwoMachines.halts(two.compare(state)));
    two.filter = FilterSet.NONE;
    assertEquals(List.of(new Halt.FilterChanged()), TwoMachines.halts(two.compare(state)));
  }

  @Test
  void aFileMovedUnderTheScanIsNotDeleted() throws Exception {
    two.userA.makeDirectory("a");
    two.userA.makeDirectory("z");
    two.userA.write("z/f", bytes("moves"));
    two.sync(state);
    int[] directories = {0};
    two.hook =
        (host, point) -> {
          if (host.machine() == two.a && point.equals("list:directory") && ++directories[0] == 3) {
            move("z/f", "a/f");
          }
        };
    PlanHeader plan = two.compare(state);
    assertEquals(List.of("a/f MOVE A_TO_B"), two.reasons(state, plan));
  }

  private void move(String from, String to) {
    try {
      two.userA.move(from, to);
    } catch (Errno e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSecondEngineIsRefused() throws Exception {
    two.engine(
        state,
        first -> {
          first.compare(TwoMachines.request(true));
          Path elsewhere = state.resolve("other");
          SideException refused = assertThrows(SideException.class, () -> two.compare(elsewhere));
          assertEquals(TreeException.Cause.LEASE_HELD, refused.tree());
          return refused;
        });
  }

  @Test
  void aLostWriteTravelsAgain() throws Exception {
    two.sync(state);
    two.userA.write("same", bytes("edited on A"));
    two.hook =
        (host, point) -> {
          if (point.equals("sync")) {
            two.b.powerLoss(new java.util.Random(2));
          }
        };
    assertThrows(SideException.class, () -> two.sync(state));
    two.hook = Hook.NONE;
    two.time.pass(Duration.ofSeconds(5));
    two.sync(state);
    assertArrayEquals(bytes("edited on A"), two.userA.read("same"));
    assertArrayEquals(bytes("edited on A"), two.userB.read("same"));
  }

  @Test
  void aLostConnectionEndsTheRunAndSaysWhichSide() throws Exception {
    two.hook =
        (host, point) -> {
          if (host.machine() == two.b && point.equals("list:next")) {
            host.drop();
          }
        };
    SideException lost = assertThrows(SideException.class, () -> two.compare(state));
    assertEquals(Side.B, lost.side());
    two.hook = Hook.NONE;
    assertEquals(2, two.compare(state).counts().rows());
  }

  @Test
  void cancelEndsTheCompareWithNothingChanged() throws Exception {
    two.engine(
        state,
        engine -> {
          two.hook =
              (host, point) -> {
                if (point.equals("list:next")) {
                  engine.cancel();
                }
              };
          assertThrows(CancelledException.class, () -> engine.compare(TwoMachines.request(true)));
          two.hook = Hook.NONE;
          assertEquals(new EngineState.Stopped(), engine.state());
          assertNull(engine.plan());
          return engine.compare(TwoMachines.request(true));
        });
  }

  @Test
  void statesAreToldInOrder() throws Exception {
    var told = new ArrayList<String>();
    two.engine(
        state,
        engine -> {
          engine.listen(now -> told.add(now.getClass().getSimpleName()));
          return TwoMachines.approveAll(engine, engine.compare(TwoMachines.request(true)));
        });
    assertEquals(
        List.of("Stopped", "Connecting", "Comparing", "Reading", "Review", "Committing"),
        told.stream().distinct().limit(6).toList());
    assertTrue(told.contains("InSync"), told::toString);
  }

  @Test
  void contentsAreThoseOfTheMoment() throws Exception {
    FileContents contents =
        two.engine(state, engine -> engine.contents(Side.A, RelPath.of("new-a"), 4));
    assertInstanceOf(Seen.Present.class, contents.seen());
    assertEquals("from", contents.bytes().toString());
    assertTrue(contents.truncated());
  }
}
