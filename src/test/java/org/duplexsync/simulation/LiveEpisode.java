package org.duplexsync.simulation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.duplexsync.engine.LiveRules;
import org.duplexsync.engine.PairEngine;
import org.duplexsync.engine.PairRules;
import org.duplexsync.engine.PairSpec;
import org.duplexsync.engine.SideException;
import org.duplexsync.engine.SideSpec;
import org.duplexsync.engine.Sides;
import org.duplexsync.engine.Surroundings;
import org.duplexsync.engine.Together;
import org.duplexsync.engine.live.LiveMachine;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.host.News;
import org.duplexsync.host.memory.MemoryHost;
import org.duplexsync.host.memory.MemoryWatch;
import org.duplexsync.model.Choice;
import org.duplexsync.model.ConflictPolicy;
import org.duplexsync.model.DeletePolicy;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.ReviewPolicy;
import org.duplexsync.model.Route;
import org.duplexsync.model.Selection;
import org.duplexsync.model.Side;
import org.duplexsync.review.Approval;
import org.duplexsync.review.DeleteCheck;
import org.duplexsync.review.Review;
import org.duplexsync.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * One history of a pair that is live: people and programs work on both sides all the time, news are
 * lost, late or out of order, connections and engines end; then quiet, then the questions.
 */
final class LiveEpisode {
  private static final Duration COMPARE = Duration.ofMinutes(5);
  private static final int MOST_STEPS = 20_000;

  private final long seed;
  private final Tally tally;
  private final RandomGenerator random;
  private final World world;
  private final Held held;
  private final Work work;
  private final Chaos chaos;
  private final Path state;
  private final ConflictPolicy conflicts;
  private final ReviewPolicy reviews;
  private final List<MemoryHost> hosts = new ArrayList<>();
  private final Set<MemoryWatch> known = new java.util.HashSet<>();
  private int mangle;

  LiveEpisode(long seed, Tally tally, Path directory) {
    this.seed = seed;
    this.tally = tally;
    this.random = new SplittableRandom(seed);
    this.world = new World(random, Traits.NONE);
    this.held = new Held(world);
    this.work = new Work(world, random, tally, held);
    this.chaos = new Chaos(world, work, random, tally, held);
    this.state = directory.resolve("live-" + seed);
    this.conflicts = List.of(ConflictPolicy.values()).get(random.nextInt(5));
    this.reviews = List.of(ReviewPolicy.values()).get(random.nextInt(3));
  }

  void run() {
    tally.log();
    try {
      begin();
      int lives = 1 + random.nextInt(3);
      for (int i = 0; i < lives; i++) {
        life();
      }
      quiet();
    } catch (RuntimeException | AssertionError e) {
      String log = tally.log();
      throw new AssertionError(
          "live seed %d (%s, %s): %s\n%s".formatted(seed, conflicts, reviews, e.getMessage(), log),
          e);
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

  /** One engine from its start to its end, or to its death. */
  private void life() {
    chaos.set(
        switch (random.nextInt(3)) {
          case 0 -> Chaos.Odds.QUIET;
          case 1 -> new Chaos.Odds(100, 0);
          default -> new Chaos.Odds(60, 25);
        });
    mangle = random.nextInt(3) * 10;
    engine((engine, machine) -> {
      for (int i = 20 + random.nextInt(60); i > 0; i--) {
        if (random.nextInt(3) == 0) {
          work.once(side());
        }
        step(machine);
      }
    });
    chaos.set(Chaos.Odds.QUIET);
  }

  private interface Story {
    void tell(PairEngine engine, LiveMachine machine) throws SideException;
  }

  private void engine(Story story) {
    Store store = Store.open(state, "job", world.time());
    chaos.onKill(store::close);
    var engine = new PairEngine(spec(), this::connect, store, surroundings());
    try (store;
        engine) {
      engine.listen(now -> tally.note("state: " + now));
      story.tell(engine, engine.live().prepare());
    } catch (SideException e) {
      tally.add("live: ended by " + e.getCause());
    } catch (RuntimeException | EngineKilled e) {
      if (!chaos.killed()) {
        throw e;
      }
      tally.add("live: killed");
    }
    hosts.clear();
  }

  private MemoryHost connect(Side side) {
    MemoryHost host = world.machine(side).connect(world.account(side), chaos);
    hosts.add(host);
    return host;
  }

  /** One step, and the time until the next one or a part of it. */
  private void step(LiveMachine machine) {
    for (MemoryHost host : hosts) {
      for (MemoryWatch watch : host.watches()) {
        if (known.add(watch)) {
          watch.through(this::mangled);
        }
      }
    }
    Instant now = world.time().instant();
    Instant next = machine.step(now);
    now = world.time().instant();
    if (next.isAfter(now)) {
      Duration rest = Duration.between(now, next);
      boolean part = random.nextInt(4) == 0;
      world.time().pass(part ? rest.dividedBy(2).plusNanos(1) : rest);
    }
  }

  private List<News> mangled(List<News> news) {
    var arriving = new ArrayList<News>(news);
    if (random.nextInt(100) >= mangle) {
      return arriving;
    }
    switch (random.nextInt(3)) {
      case 0 -> {
        tally.add("news: lost");
        arriving.removeIf(one -> !(one instanceof News.Watching) && random.nextBoolean());
      }
      case 1 -> {
        tally.add("news: out of order");
        Collections.shuffle(arriving, new Random(random.nextLong()));
      }
      default -> {
        tally.add("news: overflow");
        arriving.removeIf(one -> !(one instanceof News.Watching));
        arriving.add(new News.Overflow());
      }
    }
    return arriving;
  }

  private void quiet() {
    chaos.calm();
    work.calm();
    mangle = 0;
    engine((engine, machine) -> {
      Instant calm = world.time().instant();
      for (int i = 0; i < MOST_STEPS; i++) {
        step(machine);
        boolean compared = world.time().instant().isAfter(calm.plus(COMPARE.multipliedBy(2)));
        if (compared && settled(engine)) {
          echoesEnd(engine, machine);
          return;
        }
      }
      throw new AssertionError("no quiet: " + engine.state() + "\n" + both());
    });
    questions();
  }

  /** Nothing is on its way; what waits is decided. */
  private boolean settled(PairEngine engine) throws SideException {
    return switch (engine.state()) {
      case EngineState.Live(LiveStatus status, _) -> {
        if (status.quiet() && status.waiting() > 0) {
          decide(engine);
        }
        yield status.quiet() && status.waiting() == 0;
      }
      case EngineState.Review _ -> {
        decide(engine);
        yield false;
      }
      default -> false;
    };
  }

  private void decide(PairEngine engine) throws SideException {
    PlanHeader plan = engine.plan();
    if (plan == null) {
      return;
    }
    Review review = engine.review(plan.id());
    plan.halts().forEach(halt -> review.acknowledge(halt, "operator:sim"));
    for (PlanRow row :
        engine
            .rows(plan.id())
            .page(Selection.ALL.with(Selection.Status.OPEN), null, Integer.MAX_VALUE)) {
      tally.note("  waits: %s %s".formatted(row.path(), row.item().reason()));
      Choice choice = row.item().choices().contains(Choice.A_TO_B) ? Choice.A_TO_B : Choice.B_TO_A;
      if (row.choice() == Choice.SKIP && row.item().choices().contains(choice)) {
        review.decide(row.path(), choice, "operator:sim");
      }
    }
    tally.add("live: decided by a person");
    if (review.approveAll("operator:sim", DeleteCheck.NONE)
        instanceof Approval.Approved(var approved)) {
      engine.commit(approved);
    }
  }

  private void echoesEnd(PairEngine engine, LiveMachine machine) {
    LiveStatus before = status(engine);
    for (int i = 0; i < 50; i++) {
      step(machine);
    }
    LiveStatus after = status(engine);
    if (before == null || after == null || before.writes() != after.writes()) {
      throw new AssertionError("it writes without a cause: " + before + " " + after);
    }
  }

  private static @Nullable LiveStatus status(PairEngine engine) {
    return engine.state() instanceof EngineState.Live(LiveStatus status, _) ? status : null;
  }

  private void questions() {
    if (!Truth.same(world)) {
      throw new AssertionError("it is quiet and the sides differ\n" + both());
    }
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
  }

  private String both() {
    return "A: " + Truth.tree(world, Side.A) + "\nB: " + Truth.tree(world, Side.B);
  }

  private Surroundings surroundings() {
    return new Surroundings(
        world.time(),
        ZoneOffset.UTC,
        random,
        Together.IN_TURN,
        world.time()::pass,
        "simulated engine");
  }

  private PairSpec spec() {
    LiveRules usual = LiveRules.DEFAULT;
    var rules =
        new PairRules(
            reviews,
            reviews,
            conflicts,
            DeletePolicy.PROPAGATE,
            DeletePolicy.PROPAGATE,
            new PairRules.DeleteLimit(1000, 100),
            Duration.ofSeconds(2),
            false,
            false,
            Route.AUTO,
            new LiveRules(
                usual.delay(),
                usual.transfers(),
                usual.inotifyMode(),
                0,
                COMPARE,
                usual.pollEvery(),
                true));
    return new PairSpec(
        World.PAIR,
        new Sides<>(new SideSpec("a", world.spec()), new SideSpec("b", world.spec())),
        FilterSet.NONE,
        rules);
  }
}
