package org.duplexsync.engine.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duplexsync.host.News;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.model.Transfer;
import org.junit.jupiter.api.Test;

class LiveMachineTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private final FakePipeline pipeline = new FakePipeline();
  private final List<EngineState> states = new ArrayList<>();
  private final LiveMachine machine =
      new LiveMachine(
          pipeline, LiveRules.DEFAULT, Runnable::run, states::add, new SplittableRandom(1));
  private Instant now = START;

  private void pass(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      Instant next = machine.step(now);
      now = next.isBefore(now.plusMillis(1)) ? now.plusMillis(1) : next.isAfter(end) ? end : next;
    }
  }

  private void live() {
    machine.begin(now);
    for (Side side : Side.values()) {
      pipeline.tell(side, new News.Watching(3, null));
    }
    pass(Duration.ofSeconds(2));
    assertInstanceOf(EngineState.Live.class, states.getLast());
  }

  @Test
  void theAdviceAboutTheLimitStandsWhilePartOfTheTreeIsPolled() {
    live();
    var limit = new News.WatchLimit(100_000, 65_536);
    var polling = new News.Polling(Duration.ofSeconds(10), Duration.ofMillis(5), "of the limit");
    pipeline.tell(Side.B, limit, new News.Watching(65_536, polling));
    pass(Duration.ofSeconds(6));
    List<String> notes =
        assertInstanceOf(EngineState.Live.class, states.getLast()).status().notes();
    assertTrue(notes.contains("B: " + limit.advice()), notes::toString);
    assertTrue(
        notes.contains("B is listed every 10 s, which takes 5 ms, because of the limit"),
        notes::toString);
    assertEquals(2, notes.size(), notes::toString);
    pipeline.tell(Side.B, new News.Watching(100_000, null));
    pass(Duration.ofSeconds(6));
    assertEquals(
        List.of(), assertInstanceOf(EngineState.Live.class, states.getLast()).status().notes());
  }

  @Test
  void inSyncIsSaidAsOfTheLastSignOfBothWatches() {
    live();
    Instant then = now;
    pass(Duration.ofSeconds(30));
    assertTrue(asOf().isAfter(then.plusSeconds(25)), "it moves on: " + asOf());
    Instant last = now;
    Instant end = now.plusSeconds(30);
    while (now.isBefore(end)) {
      pipeline.silent = Duration.between(last, now);
      pass(Duration.ofSeconds(1));
      assertTrue(!asOf().isAfter(last.plusSeconds(1)), "B is silent since " + last);
    }
  }

  private Instant asOf() {
    Instant asOf = assertInstanceOf(EngineState.Live.class, states.getLast()).status().asOf();
    return java.util.Objects.requireNonNull(asOf);
  }

  @Test
  void inSyncIsSaidAsOfNoTimeToComeWhenTheClockIsSetBack() {
    live();
    now = now.minusSeconds(3600);
    pass(Duration.ofSeconds(5));
    assertTrue(!asOf().isAfter(now), asOf() + " at " + now);
    assertTrue(asOf().isAfter(now.minusSeconds(5)), asOf() + " at " + now);
  }

  @Test
  void whatIsBeingLookedAtIsNotInSync() {
    live();
    pass(Duration.ofSeconds(5));
    Instant happened = now;
    pipeline.meanwhile =
        () -> {
          var told = assertInstanceOf(EngineState.Live.class, states.getLast()).status();
          assertEquals(1, told.queued(), "it may take its time");
          assertTrue(asOf().isBefore(happened), asOf() + " after " + happened);
        };
    pipeline.tell(Side.A, new News.Dirty(RelPath.of("x"), News.Hint.TOUCHED));
    pass(Duration.ofSeconds(3));
    assertEquals(1, pipeline.looked.size());
    var told = assertInstanceOf(EngineState.Live.class, states.getLast()).status();
    assertEquals(0, told.queued());
  }

  @Test
  void whatIsLostWhileItIsToldToEndIsNoOutage() {
    live();
    machine.ending();
    pipeline.close();
    pass(Duration.ofSeconds(1));
    machine.end(now);
    assertEquals(
        List.of(), states.stream().filter(EngineState.Unreachable.class::isInstance).toList());
    assertEquals(new EngineState.Stopped(), states.getLast());
  }

  @Test
  void whatWaitedForALaterTryIsLookedAtWhenAPersonResumes() {
    live();
    RelPath path = RelPath.of("refused");
    pipeline.again = new Pipeline.Again(List.of(), List.of(path), List.of(), List.of());
    pipeline.tell(Side.A, new News.Dirty(path, News.Hint.TOUCHED));
    pass(Duration.ofSeconds(1));
    pipeline.again = Pipeline.Again.NOTHING;
    pipeline.looked.clear();
    machine.pause(true, "operator:test");
    pass(Duration.ofSeconds(2));
    machine.pause(false, "operator:test");
    pass(Duration.ofSeconds(2));
    assertEquals(List.of(Places.at(List.of(path))), pipeline.looked);
  }

  @Test
  void aFileWithOtherNamesIsComparedByAllOfThem() throws Exception {
    live();
    assertEquals(1, pipeline.compared);
    pipeline.otherNames = true;
    pipeline.tell(Side.A, new News.Dirty(RelPath.of("x"), News.Hint.WRITTEN));
    pass(Duration.ofSeconds(1));
    assertEquals(
        1,
        assertInstanceOf(EngineState.Live.class, states.getLast()).status().queued(),
        "nobody told of the other names");
    pass(Duration.ofSeconds(5));
    assertEquals(2, pipeline.compared);
    for (int i = 0; i < 600; i++) {
      pipeline.tell(Side.A, new News.Dirty(RelPath.of("x"), News.Hint.WRITTEN));
      pass(Duration.ofSeconds(1));
    }
    assertTrue(pipeline.compared < 12, "all the time: " + pipeline.compared);
    pipeline.otherNames = false;
    pass(Duration.ofMinutes(10));
    int before = pipeline.compared;
    pass(Duration.ofMinutes(30));
    assertEquals(before, pipeline.compared);
  }

  @Test
  void aCompareFromTimeToTimeIsNoNewBeginning() throws Exception {
    live();
    Instant since = assertInstanceOf(EngineState.Live.class, states.getLast()).since();
    int before = pipeline.compared;
    pass(LiveRules.DEFAULT.compareEvery().plusMinutes(1));
    assertTrue(pipeline.compared > before);
    assertEquals(since, assertInstanceOf(EngineState.Live.class, states.getLast()).since());
  }

  @Test
  void whatWasWrittenGetsToTheDisksAlsoIfThereIsAlwaysMoreToLookAt() {
    live();
    pipeline.written = true;
    for (int i = 0; i < 100; i++) {
      pipeline.tell(Side.A, new News.Dirty(RelPath.of("f" + i), News.Hint.TOUCHED));
      machine.step(now);
      now = now.plusMillis(100);
    }
    assertEquals(100, pipeline.looked.size());
    assertEquals(1, pipeline.synced);
  }

  @Test
  void isPausedSinceTheOperatorSaidSo() {
    live();
    Instant live = assertInstanceOf(EngineState.Live.class, states.getLast()).since();
    pass(Duration.ofMinutes(1));
    Instant said = now;
    machine.pause(true, "operator:test");
    pass(Duration.ofMinutes(1));
    assertEquals(said, assertInstanceOf(EngineState.Paused.class, states.getLast()).since());
    machine.pause(false, "operator:test");
    pass(Duration.ofSeconds(10));
    assertEquals(live, assertInstanceOf(EngineState.Live.class, states.getLast()).since());
  }

  @Test
  void whatACompareCouldNotNameIsComparedOnceMoreBeforeLong() throws Exception {
    pipeline.more = 1;
    live();
    assertEquals(1, pipeline.compared);
    pass(Duration.ofSeconds(25));
    assertEquals(1, pipeline.compared, "at a pace");
    pass(Duration.ofSeconds(10));
    assertEquals(2, pipeline.compared);
    pass(Duration.ofMinutes(2));
    assertEquals(2, pipeline.compared);
  }

  @Test
  void aRootThatIsGoneIsNoLostConnection() {
    live();
    pipeline.rootMissing = true;
    pipeline.tell(Side.A, new News.Ended("it was unmounted"));
    pass(Duration.ofMinutes(1));
    for (EngineState state : states.subList(states.size() - 3, states.size())) {
      var gone = assertInstanceOf(EngineState.Unreachable.class, state);
      assertNull(gone.side(), gone::toString);
      assertTrue(gone.reason().startsWith("the root on A can't be used: "), gone::reason);
    }
    int compared = pipeline.compared;
    pipeline.rootMissing = false;
    for (Side side : Side.values()) {
      pipeline.tell(side, new News.Watching(3, null));
    }
    pass(Duration.ofSeconds(20));
    assertInstanceOf(EngineState.Live.class, states.getLast());
    assertEquals(compared + 1, pipeline.compared);
  }

  @Test
  void whatStoodInADirectoryThatMadeWayIsLookedAt() {
    live();
    RelPath path = RelPath.of("d");
    for (News.Hint hint :
        List.of(News.Hint.GONE, News.Hint.ARRIVED, News.Hint.WRITTEN, News.Hint.WRITING)) {
      pipeline.looked.clear();
      pipeline.agreedDirectory = path;
      pipeline.tell(Side.A, new News.Dirty(path, hint));
      pass(Duration.ofSeconds(2));
      assertEquals(
          List.of(new Places(List.of(), List.of(path), List.of())), pipeline.looked, hint.name());
    }
  }

  private EngineState.Unreachable gone() {
    return assertInstanceOf(EngineState.Unreachable.class, states.getLast());
  }

  @Test
  void whatChangesOnTheSideThatIsThereIsCountedWhileTheOtherIsGone() {
    live();
    pipeline.gone = Side.B;
    pipeline.close();
    pass(Duration.ofSeconds(3));
    assertEquals(Side.B, gone().side());
    assertEquals(0, gone().queued());
    for (int i = 0; i < 2; i++) {
      pipeline.tell(
          Side.A,
          new News.Dirty(RelPath.of("x"), News.Hint.WRITTEN),
          new News.Dirty(RelPath.of("y"), News.Hint.GONE));
      pass(Duration.ofSeconds(2));
    }
    assertEquals(2, gone().queued(), "each path once");
    pipeline.tell(Side.A, new News.Overflow());
    pass(Duration.ofSeconds(2));
    assertEquals(-1, gone().queued());
    assertEquals(1, pipeline.lone);
    pipeline.gone = null;
    for (Side side : Side.values()) {
      pipeline.tell(side, new News.Watching(3, null));
    }
    int compared = pipeline.compared;
    machine.retryNow();
    pass(Duration.ofSeconds(1));
    assertInstanceOf(EngineState.Live.class, states.getLast());
    assertEquals(0, pipeline.lone, "watched twice");
    assertEquals(compared + 1, pipeline.compared, "what was counted is compared all the same");
  }

  @Test
  void whatChangesMeanwhileIsCountedAlsoWhereOneTryFollowsAnother() {
    live();
    pipeline.gone = Side.B;
    pipeline.close();
    pass(Duration.ofSeconds(3));
    pipeline.tell(Side.A, new News.Dirty(RelPath.of("x"), News.Hint.WRITTEN));
    machine.retryNow();
    machine.step(now);
    assertEquals(1, gone().queued(), "each try may take long, and nothing is heard meanwhile");
  }

  @Test
  void aPersonWhoEndsACompareEndsNothingElse() {
    live();
    pipeline.cancels = true;
    pipeline.tell(Side.A, new News.Overflow());
    pass(Duration.ofSeconds(5));
    assertEquals(2, pipeline.compared);
    var told = assertInstanceOf(EngineState.Live.class, states.getLast());
    assertEquals(1, told.status().queued(), "nobody knows what differs");
    pipeline.cancels = false;
    pass(Duration.ofSeconds(30));
    assertEquals(3, pipeline.compared, "it must be done all the same");
    told = assertInstanceOf(EngineState.Live.class, states.getLast());
    assertEquals(0, told.status().queued());
  }

  @Test
  void aPairWhoseFirstCompareWasEndedWaitsUntilItMayGoOn() {
    pipeline.cancels = true;
    machine.begin(now);
    for (Side side : Side.values()) {
      pipeline.tell(side, new News.Watching(3, null));
    }
    pass(Duration.ofMinutes(2));
    assertEquals(1, pipeline.compared);
    var told = assertInstanceOf(EngineState.Paused.class, states.getLast());
    assertNull(told.status().asOf());
    pipeline.cancels = false;
    machine.pause(false, "operator:test");
    pass(Duration.ofSeconds(2));
    assertEquals(2, pipeline.compared);
    assertInstanceOf(EngineState.Live.class, states.getLast());
  }

  @Test
  void whatAGuardStoppedGoesOnOnlyWhenItIsNotPausedEither() {
    live();
    pipeline.suspends = true;
    pipeline.tell(Side.A, new News.Overflow());
    pass(Duration.ofSeconds(2));
    assertEquals(2, pipeline.compared);
    machine.pause(true, "operator:test");
    pipeline.suspends = false;
    pass(Duration.ofMinutes(2));
    assertEquals(2, pipeline.compared, "it would carry out what differs");
    assertInstanceOf(EngineState.Paused.class, states.getLast());
    machine.pause(false, "operator:test");
    pass(Duration.ofSeconds(2));
    assertEquals(3, pipeline.compared);
    assertInstanceOf(EngineState.Live.class, states.getLast());
  }

  @Test
  void whatABatchHadFoundWhenThePauseCameIsNotCarriedBeside() {
    var under = new ArrayList<Runnable>();
    var moved =
        new LiveMachine(
            pipeline, LiveRules.DEFAULT, under::add, states::add, new SplittableRandom(1));
    moved.begin(now);
    for (Side side : Side.values()) {
      pipeline.tell(side, new News.Watching(3, null));
    }
    pass(moved);
    var ended = new AtomicBoolean();
    pipeline.toStart.add(new Ended(ended));
    pipeline.meanwhile = () -> moved.pause(true, "operator:test");
    pipeline.tell(Side.A, new News.Dirty(RelPath.of("large"), News.Hint.WRITTEN));
    pass(moved);
    assertEquals(1, pipeline.looked.size());
    assertTrue(ended.get());
  }

  @Test
  void whatTravelsWhileAGuardStopsEndsWithAPauseToo() {
    var under = new ArrayList<Runnable>();
    var moved =
        new LiveMachine(
            pipeline, LiveRules.DEFAULT, under::add, states::add, new SplittableRandom(1));
    moved.begin(now);
    for (Side side : Side.values()) {
      pipeline.tell(side, new News.Watching(3, null));
    }
    pass(moved);
    var ended = new AtomicBoolean();
    pipeline.toStart.add(new Ended(ended));
    pipeline.tell(Side.A, new News.Dirty(RelPath.of("large"), News.Hint.WRITTEN));
    pass(moved);
    pipeline.suspends = true;
    pipeline.tell(Side.A, new News.Overflow());
    pass(moved);
    assertEquals(2, pipeline.compared);
    assertFalse(ended.get());
    moved.pause(true, "operator:test");
    pass(moved);
    assertTrue(ended.get());
  }

  @Test
  void atMostSoManyTravelBesideAsTheJobSays() {
    var under = new ArrayList<Runnable>();
    LiveRules usual = LiveRules.DEFAULT;
    var two =
        new LiveRules(
            usual.delay(),
            2,
            usual.inotifyMode(),
            usual.bytesPerSecond(),
            usual.compareEvery(),
            usual.pollEvery(),
            usual.insist());
    var narrow = new LiveMachine(pipeline, two, under::add, states::add, new SplittableRandom(1));
    narrow.begin(now);
    for (Side side : Side.values()) {
      pipeline.tell(side, new News.Watching(3, null));
    }
    pass(narrow);
    pipeline.toStart.add(new Heavy(RelPath.of("large")));
    pipeline.tell(Side.A, new News.Dirty(RelPath.of("large"), News.Hint.WRITTEN));
    pass(narrow);
    pipeline.tell(Side.A, new News.Dirty(RelPath.of("small"), News.Hint.WRITTEN));
    pass(narrow);
    assertEquals(List.of(2, 1), pipeline.lanes);
    pipeline.looked.clear();
    pipeline.tell(Side.A, new News.Dirty(RelPath.of("large"), News.Hint.WRITTEN));
    pass(narrow);
    assertEquals(List.of(), pipeline.looked, "what travels is not looked at");
  }

  @Test
  void whatIsTooMuchForTheLanesThereAreIsLookedAtOnceOneIsFree() {
    var under = new ArrayList<Runnable>();
    var full =
        new LiveMachine(
            pipeline, LiveRules.DEFAULT, under::add, states::add, new SplittableRandom(1));
    full.begin(now);
    for (Side side : Side.values()) {
      pipeline.tell(side, new News.Watching(3, null));
    }
    pass(full);
    for (int i = 0; i < 3; i++) {
      pipeline.toStart.add(new Many("m" + i));
    }
    pipeline.tell(Side.A, new News.Dirty(RelPath.of("m"), News.Hint.WRITTEN));
    pass(full);
    pipeline.postpones = true;
    pipeline.looked.clear();
    pipeline.tell(Side.A, new News.Below(RelPath.of("moved in")));
    pass(full);
    var there = new Places(List.of(), List.of(RelPath.of("moved in")), List.of());
    assertEquals(List.of(there), pipeline.looked, "once");
    pipeline.tell(Side.A, new News.Below(RelPath.of("moved in too")));
    pass(full);
    var next = new Places(List.of(), List.of(RelPath.of("moved in too")), List.of());
    assertEquals(List.of(there, next), pipeline.looked);
    pipeline.looked.clear();
    pipeline.postpones = false;
    pipeline.toStart.add(new Many("in the lane"));
    under.removeFirst().run();
    pass(full);
    assertEquals(List.of(there), pipeline.looked, "as it is, and alone");
    under.removeFirst().run();
    pass(full);
    assertEquals(List.of(there, next), pipeline.looked);
  }

  @Test
  void aDirectoryIsListedWhileALargeFileOnItsWayIntoItTakesItsTime() {
    var under = new ArrayList<Runnable>();
    var busy =
        new LiveMachine(
            pipeline, LiveRules.DEFAULT, under::add, states::add, new SplittableRandom(1));
    busy.begin(now);
    for (Side side : Side.values()) {
      pipeline.tell(side, new News.Watching(3, null));
    }
    pass(busy);
    pipeline.toStart.add(new Heavy(RelPath.of("films/large")));
    pipeline.tell(Side.A, new News.Dirty(RelPath.of("films/large"), News.Hint.WRITTEN));
    pass(busy);
    pipeline.looked.clear();
    pipeline.tell(
        Side.A,
        new News.Inside(RelPath.of("films")),
        new News.Inside(RelPath.ROOT),
        new News.Below(RelPath.of("films/large")),
        new News.Dirty(RelPath.of("films"), News.Hint.TOUCHED));
    pass(busy);
    assertEquals(
        List.of(new Places(List.of(), List.of(), List.of(RelPath.ROOT, RelPath.of("films")))),
        pipeline.looked,
        "but neither the file nor what would take its directory away");
  }

  private void pass(LiveMachine moved) {
    for (int i = 0; i < 200; i++) {
      moved.step(now);
      now = now.plusMillis(10);
    }
  }

  /** Two small changes. */
  private record Many(String name) implements Carriage {
    @Override
    public Collection<RelPath> paths() {
      return List.of(RelPath.of(name), RelPath.of(name + "'"));
    }

    @Override
    public void run() {}

    @Override
    public void cancel() {}

    @Override
    public Transfer transfer() {
      throw new IllegalStateException("nobody asks");
    }
  }

  /** A transfer that somebody ends. */
  private record Ended(AtomicBoolean is) implements Carriage {
    @Override
    public Collection<RelPath> paths() {
      return List.of(RelPath.of("large"));
    }

    @Override
    public void run() {}

    @Override
    public void cancel() {
      is.set(true);
    }

    @Override
    public Transfer transfer() {
      throw new IllegalStateException("nobody asks");
    }
  }

  /** A transfer that does not end. */
  private record Heavy(RelPath path) implements Carriage {
    @Override
    public Collection<RelPath> paths() {
      return List.of(path);
    }

    @Override
    public void run() {}

    @Override
    public void cancel() {}

    @Override
    public Transfer transfer() {
      throw new IllegalStateException("nobody asks");
    }
  }
}
