package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.duplexsync.control.ControlException;
import org.duplexsync.faults.ApartWork;
import org.duplexsync.faults.Held;
import org.duplexsync.faults.Ledger;
import org.duplexsync.faults.Oracle;
import org.duplexsync.faults.ThreeWay;
import org.duplexsync.faults.Worker;
import org.duplexsync.lab.Lab;
import org.duplexsync.lab.Link;
import org.duplexsync.model.Side;
import tools.jackson.databind.JsonNode;

/**
 * Runs in which a person has to be asked: both sides changed while one was cut off, or a server
 * came back with an older copy of its tree.
 */
record LiveReviewRun(String name, long seed, Side side, boolean rollback) {
  private static final Duration LIVE_WITHIN = Duration.ofSeconds(60);
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(15);

  @Override
  public String toString() {
    return "%s: %s, seed %d"
        .formatted(
            name,
            rollback ? side + " put back to an older copy" : side + " cut off, review when-unsafe",
            seed);
  }

  List<String> run(Lab lab, Path directory) throws IOException, ControlException {
    lab.wipe();
    LiveTrees trees = new LiveTrees(lab);
    Ledger ledger = new Ledger();
    String policy = rollback ? LiveJob.NEVER : LiveJob.WHEN_UNSAFE;
    LabJob job = LiveJob.images(lab, directory, policy.formatted("newer"));
    Link link = side == Side.A ? Link.OPERATOR_A : Link.OPERATOR_B;
    try (Worker a = trees.worker(Side.A, ledger);
        Worker b = trees.worker(Side.B, ledger);
        LiveEngine engine = new LiveEngine(job)) {
      ApartWork work = new ApartWork(a, b, seed);
      work.seed();
      engine.awaitLive(LIVE_WITHIN);
      engine.await(trees::equal, SETTLED_WITHIN, () -> "never equal: " + trees.differences());
      return rollback
          ? rolledBack(lab, link, trees, work, engine, side == Side.A ? a : b, ledger)
          : apart(lab, link, trees, work, engine);
    } finally {
      lab.heal(link);
    }
  }

  /** Nothing unsafe is done unasked, all of it waits with its reason, all else is equal. */
  private List<String> apart(
      Lab lab, Link link, LiveTrees trees, ApartWork work, LiveEngine engine) {
    Map<String, Held.Item> base = trees.tree(Side.A);
    lab.cut(link);
    work.apart();
    LiveEngine.pause(Duration.ofSeconds(12));
    ThreeWay expected = ThreeWay.of(base, trees.tree(Side.A), trees.tree(Side.B));
    lab.heal(link);
    engine.awaitLive(LIVE_WITHIN);
    List<String> wrong = new ArrayList<>();
    BooleanSupplier right =
        () -> trees.tree(Side.A).equals(expected.a()) && trees.tree(Side.B).equals(expected.b());
    long end = System.nanoTime() + SETTLED_WITHIN.toNanos();
    while (!right.getAsBoolean() && System.nanoTime() < end) {
      LiveEngine.pause(Duration.ofMillis(100));
    }
    LiveEngine.pause(Duration.ofSeconds(1));
    apart("A", expected.a(), trees.tree(Side.A), wrong);
    apart("B", expected.b(), trees.tree(Side.B), wrong);
    engine.stop();
    wrong.addAll(reviewed(engine.job(), expected.waits()));
    engine.job().syncAll().exits(0);
    assertEquals(Set.of(), trees.differences(), "unequal after approval");
    return wrong;
  }

  private static void apart(
      String side,
      Map<String, Held.Item> expected,
      Map<String, Held.Item> got,
      List<String> wrong) {
    for (String path : Oracle.differences(expected, got)) {
      wrong.add(
          "%s on %s: expected %s, is %s".formatted(path, side, expected.get(path), got.get(path)));
    }
  }

  private static List<String> reviewed(LabJob job, Map<String, Set<String>> waits) {
    List<String> wrong = new ArrayList<>();
    DuplexRun plan = job.run("compare", "--json").exits(1);
    Set<String> told = new TreeSet<>();
    for (JsonNode item : plan.items()) {
      String path = item.get("path").asString();
      String reason = item.get("reason").asString();
      told.add(path);
      Set<String> words = waits.getOrDefault(path, Set.of("nothing that should wait"));
      if (!words.stream().allMatch(reason::contains)) {
        wrong.add(path + " waits because \"" + reason + "\", not because " + words);
      }
      if (item.get("safe").asBoolean()) {
        wrong.add(path + " is called safe and waits");
      }
    }
    waits.keySet().stream()
        .filter(path -> !told.contains(path))
        .forEach(path -> wrong.add(path + " is in no review"));
    return wrong;
  }

  /** Stops at the guard, touches nothing, and is equal and without loss after approval. */
  private List<String> rolledBack(
      Lab lab,
      Link link,
      LiveTrees trees,
      ApartWork work,
      LiveEngine engine,
      Worker there,
      Ledger ledger)
      throws ControlException {
    String user = LiveTrees.user(side);
    String root = LiveTrees.rootOn(side);
    lab.sh(side, user, "cp -a %s ~/copy".formatted(root));
    work.onward();
    engine.await(trees::equal, SETTLED_WITHIN, () -> "never equal: " + trees.differences());
    lab.cut(link);
    Map<String, Held.Item> lost = trees.tree(side);
    Map<String, Held.Item> healthy = trees.tree(side.other());
    lab.sh(side, user, "rsync -a --delete ~/copy/ %s/".formatted(root));
    there.rolledBack(lost);
    Map<String, Held.Item> old = trees.tree(side);
    LiveEngine.pause(Duration.ofSeconds(12));
    lab.heal(link);
    engine.await(
        () -> engine.state().equals("REVIEW"),
        LIVE_WITHIN,
        () -> "does not stop at the guard: " + engine.status());
    LiveEngine.pause(Duration.ofSeconds(3));
    List<String> wrong = new ArrayList<>();
    apart(side.name(), old, trees.tree(side), wrong);
    apart(side.other().name(), healthy, trees.tree(side.other()), wrong);
    engine.stop();
    wrong.addAll(Approver.takeAllFrom(engine.job(), side.other()));
    apart(side.name(), healthy, trees.tree(side), wrong);
    apart(side.other().name(), healthy, trees.tree(side.other()), wrong);
    wrong.addAll(Oracle.judge(ledger, trees.held(Side.A), trees.held(Side.B)));
    return wrong.stream().filter(line -> !line.startsWith("resurrected")).toList();
  }
}
