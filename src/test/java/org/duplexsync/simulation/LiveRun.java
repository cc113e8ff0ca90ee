package org.duplexsync.simulation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.duplexsync.engine.PairEngine;
import org.duplexsync.engine.live.LiveMachine;
import org.duplexsync.engine.live.LiveRules;
import org.duplexsync.engine.pair.PairRules;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.engine.pair.SideException;
import org.duplexsync.engine.pair.SideSpec;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.engine.pair.Together;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.host.News;
import org.duplexsync.host.memory.Hook;
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

/** Engines of a live pair, one after the other, each moved on step by step in virtual time. */
final class LiveRun {
  /** What the pair's settings leave to a policy. */
  record Rules(ConflictPolicy conflicts, ReviewPolicy reviews, Duration compareEvery) {}

  /** What becomes of news on their way. */
  enum Channel {
    EXACT,
    /** Late, out of order, or an overflow in their place; nothing is lost unsaid. */
    HONEST,
    LOSSY
  }

  private final World world;
  private final RandomGenerator random;
  private final Tally tally;
  private final Chaos chaos;
  private final Weather weather;
  private final Acts acts;
  private final Planted planted;
  private final Path state;
  private final Set<MemoryWatch> known = new HashSet<>();
  private Rules rules;
  private Channel channel = Channel.EXACT;
  private int odds;
  private Side person = Side.A;

  LiveRun(
      World world,
      RandomGenerator random,
      Tally tally,
      Chaos chaos,
      Weather weather,
      Acts acts,
      Planted planted,
      Path state,
      Rules rules) {
    this.world = world;
    this.random = random;
    this.tally = tally;
    this.chaos = chaos;
    this.weather = weather;
    this.acts = acts;
    this.planted = planted;
    this.state = state;
    this.rules = rules;
  }

  interface Story {
    void tell(PairEngine engine, LiveMachine machine) throws SideException;
  }

  void rules(Rules now) {
    rules = now;
  }

  Rules rules() {
    return rules;
  }

  /**
   * @param percent of the batches of news that something happens to
   */
  void channel(Channel now, int percent) {
    channel = now;
    odds = percent;
  }

  /** Whose side a person takes where they must decide. */
  void person(Side side) {
    person = side;
  }

  /** One engine from its start to its end, or to its death. */
  void engine(Story story) {
    planted.beforeStart(state);
    Store store = Store.open(state, "job", world.time());
    chaos.onKill(store::close);
    var engine =
        new PairEngine(
            spec(),
            side ->
                new PassingHost(
                    weather.connect(side), tree -> acts.through(side, planted.tree(side, tree))),
            store,
            surroundings());
    try (store;
        engine) {
      engine.listen(now -> tally.note("state: " + now));
      story.tell(engine, engine.live().prepare("test"));
    } catch (SideException e) {
      tally.add("live: ended by " + e.getCause());
    } catch (RuntimeException | EngineKilled e) {
      if (!chaos.killed()) {
        throw e;
      }
      tally.add("live: killed");
    }
  }

  /** One step, and the time until the next one or a part of it. */
  void step(LiveMachine machine) {
    for (Side side : Side.values()) {
      for (MemoryHost host : weather.hosts(side)) {
        for (MemoryWatch watch : host.watches()) {
          if (known.add(watch)) {
            watch.through(this::onTheWay);
          }
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

  private List<News> onTheWay(List<News> news) {
    var arriving = new ArrayList<News>(news);
    tally.note("  news: " + news);
    if (channel == Channel.EXACT || random.nextInt(100) >= odds) {
      return arriving;
    }
    switch (random.nextInt(channel == Channel.LOSSY ? 3 : 2)) {
      case 0 -> {
        tally.add("news: out of order");
        Collections.shuffle(arriving, new Random(random.nextLong()));
      }
      case 1 -> {
        tally.add("news: overflow");
        arriving.removeIf(LiveRun::isOfPaths);
        arriving.add(new News.Overflow());
      }
      default -> {
        tally.add("news: lost");
        arriving.removeIf(one -> isOfPaths(one) && random.nextBoolean());
      }
    }
    return arriving;
  }

  private static boolean isOfPaths(News news) {
    return switch (news) {
      case News.Dirty _, News.Inside _, News.Below _ -> true;
      case News.Watching _, News.WatchLimit _, News.Overflow _, News.Ended _ -> false;
    };
  }

  /** Nothing is on its way; what waits is decided. */
  boolean settled(PairEngine engine) throws SideException {
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

  /** A person takes what is proposed, and a side where nothing is. */
  void decide(PairEngine engine) throws SideException {
    PlanHeader plan = engine.plan();
    if (plan == null) {
      return;
    }
    Review review = engine.review(plan.id());
    plan.halts().forEach(halt -> tally.note("  halt: " + halt));
    plan.halts().forEach(halt -> review.acknowledge(halt, "operator:sim"));
    Choice wanted = person == Side.A ? Choice.A_TO_B : Choice.B_TO_A;
    Choice second = person == Side.A ? Choice.B_TO_A : Choice.A_TO_B;
    for (PlanRow row :
        engine
            .rows(plan.id())
            .page(Selection.ALL.with(Selection.Status.OPEN), null, Integer.MAX_VALUE)) {
      tally.note("  waits: %s %s".formatted(row.path(), row.item().reason()));
      acts.believed(row.item());
      Choice choice = row.item().choices().contains(wanted) ? wanted : second;
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

  static LiveStatus status(PairEngine engine) {
    if (engine.state() instanceof EngineState.Live(LiveStatus status, _)) {
      return status;
    }
    throw new AssertionError("it is not live: " + engine.state());
  }

  /** Another engine, of another desktop, wants the pair while this one has it. */
  void rival(String name) {
    Path other = state.resolveSibling(state.getFileName() + "-" + name);
    try (Store store = Store.open(other, "job", world.time());
        PairEngine engine =
            new PairEngine(
                spec(),
                side -> world.machine(side).connect(world.account(side), Hook.NONE),
                store,
                surroundings())) {
      LiveMachine machine = engine.live().prepare("test");
      for (int i = 0; i < 3; i++) {
        machine.step(world.time().instant());
      }
      tally.add("live: a second engine was refused");
      if (!(engine.state() instanceof EngineState.Unreachable(_, String reason, _, _, _))
          || !reason.contains("simulated engine")) {
        throw new AssertionError("two engines work on one pair: " + engine.state());
      }
    } finally {
      Episode.remove(other);
    }
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
    var pairRules =
        new PairRules(
            rules.reviews(),
            rules.reviews(),
            rules.conflicts(),
            DeletePolicy.PROPAGATE,
            DeletePolicy.PROPAGATE,
            new PairRules.DeleteLimit(1000, 100),
            Duration.ofSeconds(2),
            false,
            false,
            Route.AUTO,
            PairRules.DEFAULT.keepVersions(),
            new LiveRules(
                usual.delay(),
                usual.transfers(),
                usual.inotifyMode(),
                0,
                rules.compareEvery(),
                usual.pollEvery(),
                true));
    return new PairSpec(
        World.PAIR,
        new Sides<>(new SideSpec("a", world.spec()), new SideSpec("b", world.spec())),
        FilterSet.NONE,
        pairRules);
  }
}
