package org.duplexsync.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.duplexsync.commit.Setup;
import org.duplexsync.engine.live.LiveRules;
import org.duplexsync.engine.pair.PairRules;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.engine.pair.SideSpec;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.engine.pair.Together;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.model.ConflictPolicy;
import org.duplexsync.model.DeletePolicy;
import org.duplexsync.model.ReviewPolicy;
import org.duplexsync.model.Route;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** One history: people, the engine and faults for some rounds, then quiet, then the questions. */
final class Episode {
  private static final int MOST_RUNS_TO_QUIET = 12;

  private final long seed;
  private final Tally tally;
  private final RandomGenerator random;
  private final World world;
  private final Held held;
  private final Work work;
  private final Chaos chaos;
  private final Path state;
  private FilterSet filter;
  private @Nullable Side kept;
  private @Nullable Object snapshot;
  private int runs;

  Episode(long seed, Tally tally, Path directory) {
    this.seed = seed;
    this.tally = tally;
    this.random = new SplittableRandom(seed);
    this.world = new World(random, Traits.some(random));
    this.held = new Held(world);
    this.work = new Work(world, random, tally, held);
    this.chaos = new Chaos(world, work, random, tally, held);
    this.state = directory.resolve("seed-" + seed);
    this.filter = random.nextBoolean() ? world.traits().filter() : FilterSet.NONE;
    if (world.traits().rivals()) {
      chaos.rival(this::rival);
    }
  }

  /** Returns how many runs of the engine there were. */
  int run() {
    tally.log();
    try {
      begin();
      int rounds = 2 + random.nextInt(3);
      for (int i = 0; i < rounds; i++) {
        round();
      }
      quiet();
      return runs;
    } catch (RuntimeException | AssertionError e) {
      String log = tally.log();
      throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + log, e);
    } finally {
      remove(state);
      remove(rivalState());
    }
  }

  private Path rivalState() {
    return Path.of(state + "-rival");
  }

  /** It is refused where the leases are held; else it works as any other. */
  private void rival() {
    Visit.some(random).make(world, chaos, surroundings(), spec(), rivalState(), random, tally);
  }

  /** A backup of a server, or a server that is put back to its backup. */
  private void putBack() {
    Side side = kept;
    if (side == null || snapshot == null) {
      kept = side();
      snapshot = world.machine(kept).disk().snapshot();
      // two contents of one tick look the same to everybody, also after the backup came back
      world.time().pass(Duration.ofMillis(5));
    } else {
      tally.add("put back: " + side);
      world.machine(side).disk().restore(snapshot);
      held.forgive();
      kept = null;
    }
  }

  /** Often the sides agree on something before the trouble begins. */
  private void begin() {
    for (int i = random.nextInt(10); i > 0; i--) {
      work.same();
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      work.once(side());
    }
    if (random.nextInt(3) > 0) {
      run(Visit.CALM);
    }
  }

  private void round() {
    if (world.traits().putBack() && random.nextBoolean()) {
      putBack();
    }
    for (int i = random.nextInt(12); i > 0; i--) {
      work.once(side());
    }
    world.time().pass(Duration.ofSeconds(random.nextInt(100)));
    chaos.set(
        switch (random.nextInt(4)) {
          case 0 -> Chaos.Odds.QUIET;
          case 1 -> new Chaos.Odds(200, 0);
          case 2 -> new Chaos.Odds(0, 100);
          default -> new Chaos.Odds(100, 60);
        });
    run(Visit.some(random));
    chaos.set(Chaos.Odds.QUIET);
  }

  private void quiet() {
    filter = world.traits().filter();
    chaos.calm();
    work.calm();
    work.tidy();
    world.time().pass(Duration.ofMinutes(10));
    for (int i = 0; i < MOST_RUNS_TO_QUIET; i++) {
      if (run(Visit.CALM)) {
        questions();
        return;
      }
    }
    throw new AssertionError("no quiet after " + MOST_RUNS_TO_QUIET + " runs\n" + both());
  }

  private void questions() {
    if (!Truth.same(world)) {
      throw new AssertionError("the plan is empty and the sides differ\n" + both());
    }
    for (Side side : Side.values()) {
      List<String> left = Truth.stages(world, side);
      if (!left.isEmpty()) {
        throw new AssertionError("left in the temp dir of " + side + ": " + left);
      }
    }
    nothingLost();
    new BaselineTruth(world, state).check(true);
  }

  private void nothingLost() {
    Set<String> lost = held.lost();
    if (!lost.isEmpty()) {
      throw new AssertionError("lost: " + lost + "\n" + both());
    }
  }

  private String both() {
    return "A: " + Truth.tree(world, Side.A) + "\nB: " + Truth.tree(world, Side.B);
  }

  /** True if nothing was left to do. */
  private boolean run(Visit visit) {
    runs++;
    boolean inSync = visit.make(world, chaos, surroundings(), spec(), state, random, tally);
    var truth = new BaselineTruth(world, state);
    // what an open intent exchanged out lies in the temp dir until it is settled
    if (chaos.wasQuiet() && !truth.isOpen()) {
      nothingLost();
    }
    truth.check(false);
    return inSync;
  }

  private Side side() {
    return random.nextBoolean() ? Side.A : Side.B;
  }

  private Surroundings surroundings() {
    return new Surroundings(
        world.time(),
        ZoneOffset.UTC,
        random,
        Together.IN_TURN,
        world.time()::pass,
        seed % 2 == 0 ? Setup.MOST : 3,
        "simulated engine");
  }

  private PairSpec spec() {
    var rules =
        new PairRules(
            ReviewPolicy.ALWAYS,
            ReviewPolicy.WHEN_UNSAFE,
            ConflictPolicy.NEWER,
            DeletePolicy.PROPAGATE,
            DeletePolicy.PROPAGATE,
            new PairRules.DeleteLimit(1000, 100),
            Duration.ofSeconds(2),
            world.traits().owners(),
            false,
            Route.AUTO,
            PairRules.DEFAULT.keepVersions(),
            LiveRules.DEFAULT);
    return new PairSpec(
        World.PAIR,
        new Sides<>(new SideSpec("a", world.spec()), new SideSpec("b", world.spec())),
        filter,
        rules);
  }

  static void remove(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (var all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
