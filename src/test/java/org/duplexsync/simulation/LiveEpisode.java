package org.duplexsync.simulation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.duplexsync.engine.PairEngine;
import org.duplexsync.engine.live.LiveMachine;
import org.duplexsync.engine.pair.SideException;
import org.duplexsync.engine.planning.CompareRequest;
import org.duplexsync.model.Action;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Column;
import org.duplexsync.model.ConflictPolicy;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveEvent;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.ReviewPolicy;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * One history of a pair that is live. First both sides are worked on while anything may happen;
 * then quiet, then the questions. Then one side alone is worked on while only that may happen which
 * an engine hears of or survives: both sides must become what that side is, and soon.
 */
final class LiveEpisode {
  private static final Duration COMPARE = Duration.ofMinutes(5);

  /** Retries are at most so far apart, and what failed is tried again after less. */
  private static final Duration SOON = Duration.ofMinutes(2);

  private static final int MOST_STEPS = 20_000;

  private final long seed;
  private final Tally tally;
  private final RandomGenerator random;
  private final World world;
  private final Held held;
  private final Work work;
  private final Chaos chaos;
  private final Weather weather;
  private final Acts acts;
  private final LiveRun run;
  private final Path state;
  private long heard;
  private boolean settled;

  /** Somebody compares now and then; in some histories, so that those of old stay what they are. */
  private final boolean compares;

  LiveEpisode(long seed, Tally tally, Path directory, Planted.Bug bug) {
    this.seed = seed;
    this.compares = Math.floorMod(seed, 16) == 5 || Math.floorMod(seed, 16) == 6;
    this.tally = tally;
    this.random = new SplittableRandom(seed);
    this.world = new World(random, Traits.NONE);
    this.held = new Held(world);
    this.work = new Work(world, random, tally, held);
    this.chaos = new Chaos(world, work, random, tally, held);
    this.weather = new Weather(world, work, chaos, random, tally, held);
    this.acts = new Acts(world, tally);
    work.watchedBy(acts);
    this.state = directory.resolve("live-" + seed);
    var rules =
        new LiveRun.Rules(
            one(List.of(ConflictPolicy.values()), random),
            one(List.of(ReviewPolicy.values()), random),
            COMPARE);
    this.run =
        new LiveRun(
            world, random, tally, chaos, weather, acts, new Planted(bug, world), state, rules);
  }

  private static <T> T one(List<T> of, RandomGenerator random) {
    return of.get(random.nextInt(of.size()));
  }

  void run() {
    tally.log();
    try {
      begin();
      bothSides();
      oneSide(side());
    } catch (RuntimeException | AssertionError e) {
      String log = tally.log();
      throw new AssertionError(
          "live seed %d (%s): %s\n%s".formatted(seed, run.rules(), e.getMessage(), log), e);
    } finally {
      Episode.remove(state);
    }
  }

  private void begin() {
    for (int i = random.nextInt(10); i > 0; i--) {
      work.same();
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      work.once(side());
    }
  }

  private Side side() {
    return random.nextBoolean() ? Side.A : Side.B;
  }

  // --- both sides

  private void bothSides() {
    for (int i = random.nextInt(3); i >= 0; i--) {
      trouble();
      run.channel(LiveRun.Channel.LOSSY, random.nextInt(3) * 10);
      life(null);
    }
    calm();
    run.engine((engine, machine) -> quiet(engine, machine, COMPARE.multipliedBy(2)));
    same();
    questions();
    acts.agreed();
  }

  private void trouble() {
    int kind = random.nextInt(4);
    chaos.set(
        switch (kind) {
          case 0 -> Chaos.Odds.QUIET;
          case 1 -> new Chaos.Odds(400, 0);
          case 2 -> new Chaos.Odds(0, 25);
          default -> new Chaos.Odds(60, 25);
        });
    weather.set(kind == 0 ? 0 : 60);
  }

  /** One engine while people work; null: on both sides. */
  private void life(@Nullable Side only) {
    run.engine((engine, machine) -> busy(engine, machine, only));
    chaos.set(Chaos.Odds.QUIET);
    weather.set(0);
  }

  private void busy(PairEngine engine, LiveMachine machine, @Nullable Side only)
      throws SideException {
    heard = 0;
    for (int i = 20 + random.nextInt(60); i > 0; i--) {
      Side at = only == null ? side() : only;
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> work.once(at);
        case 4 -> work.covertly(at);
        case 5 -> rival(engine);
        case 6 -> person(engine);
        default -> {}
      }
      weather.step();
      run.step(machine);
      said(engine);
    }
  }

  private void rival(PairEngine engine) {
    if (random.nextInt(8) == 0
        && engine.state() instanceof EngineState.Live
        && weather.trouble() == null) {
      run.rival("rival");
    }
  }

  private void person(PairEngine engine) throws SideException {
    if (compares && engine.state() instanceof EngineState.Live && weather.trouble() == null) {
      compare(engine);
    }
    if (random.nextInt(3) == 0 && engine.state() instanceof EngineState.Live) {
      run.decide(engine);
    }
  }

  /** What is on its way goes on all the same. */
  private void compare(PairEngine engine) {
    var request = new CompareRequest(true, null, Column.AT_START, Cause.REQUEST, "operator:sim");
    try {
      engine.compare(request);
      tally.add("person: compares");
    } catch (SideException e) {
      tally.add("person: could not compare");
    }
  }

  /** What people are told is so. */
  private void said(PairEngine engine) {
    if (engine.state() instanceof EngineState.Unreachable gone) {
      tally.add("state: unreachable");
      if (gone.reason().isBlank()) {
        throw new AssertionError("nothing is said of why: " + gone);
      }
    }
    for (LiveEvent event : engine.live().events(heard, Integer.MAX_VALUE)) {
      heard = event.id();
      if (event.action() instanceof Action.Delete delete) {
        acts.deletes(delete.on(), delete.path());
      }
    }
    if (!acts.wrong().isEmpty()) {
      throw new AssertionError(String.join("\n", acts.wrong()));
    }
  }

  // --- one side

  /** From agreement on, with one side at work, the other can only follow. */
  private void oneSide(Side side) {
    tally.note("only " + side + " is worked on");
    chaos.gentle(side);
    weather.gentle(side);
    run.rules(new LiveRun.Rules(run.rules().conflicts(), run.rules().reviews(), Duration.ZERO));
    run.person(side);
    for (int i = random.nextInt(2); i >= 0; i--) {
      trouble();
      run.channel(LiveRun.Channel.HONEST, random.nextInt(3) * 10);
      life(side);
    }
    trouble();
    run.channel(LiveRun.Channel.HONEST, random.nextInt(3) * 10);
    var wanted = new TreeMap<String, Truth.Line>();
    // the same engine that was busy must get there: a new one would compare everything
    run.engine((engine, machine) -> {
      busy(engine, machine, side);
      calm();
      wanted.putAll(Truth.tree(world, side));
      quiet(engine, machine, SOON);
      settled = true;
    });
    if (!settled) {
      calm();
      wanted.clear();
      wanted.putAll(Truth.tree(world, side));
      run.engine((engine, machine) -> quiet(engine, machine, SOON));
    }
    same();
    if (!wanted.equals(Truth.tree(world, side))) {
      throw new AssertionError(
          "nobody worked on the other side, and %s is not what it was\nwas: %s\n%s"
              .formatted(side, wanted, both()));
    }
    questions();
  }

  // --- quiet

  private void calm() {
    chaos.calm();
    weather.calm();
    work.calm();
    run.channel(LiveRun.Channel.EXACT, 0);
  }

  /** It settles within a time. */
  private void quiet(PairEngine engine, LiveMachine machine, Duration within) throws SideException {
    heard = 0;
    Instant calm = world.time().instant();
    // what was just decided and written is heard of a step later
    int quiet = 0;
    for (int i = 0; i < MOST_STEPS; i++) {
      run.step(machine);
      said(engine);
      boolean late = world.time().instant().isAfter(calm.plus(within));
      quiet = late && run.settled(engine) ? quiet + 1 : 0;
      if (quiet > 5) {
        echoesEnd(engine, machine);
        return;
      }
    }
    throw new AssertionError("no quiet: " + engine.state() + "\n" + both());
  }

  /** It neither writes nor looks without a cause. */
  private void echoesEnd(PairEngine engine, LiveMachine machine) {
    LiveStatus before = LiveRun.status(engine);
    var looks = acts.looks();
    for (int i = 0; i < 20; i++) {
      run.step(machine);
    }
    LiveStatus after = LiveRun.status(engine);
    if (before.writes() != after.writes() || before.echoes() != after.echoes()) {
      throw new AssertionError("it works without a cause: " + before + " " + after);
    }
    if (run.rules().compareEvery().isZero() && !looks.equals(acts.looks())) {
      throw new AssertionError("it looks without a cause: " + looks + " " + acts.looks());
    }
  }

  private void same() {
    if (!Truth.same(world)) {
      throw new AssertionError("it is quiet and the sides differ\n" + both());
    }
  }

  private void questions() {
    for (Side side : Side.values()) {
      List<String> left = Truth.stages(world, side);
      if (!left.isEmpty()) {
        throw new AssertionError("left in the temp dir of " + side + ": " + left);
      }
    }
    Set<String> lost = held.lost();
    if (!lost.isEmpty()) {
      throw new AssertionError("lost: " + lost + "\n" + both());
    }
    new BaselineTruth(world, state).check(true);
    if (!chaos.wasViolent() && !weather.wasViolent()) {
      new VersionTruth(world, work, acts, state).check();
    }
  }

  private String both() {
    return "A: " + Truth.tree(world, Side.A) + "\nB: " + Truth.tree(world, Side.B);
  }
}
