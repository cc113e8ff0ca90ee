package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.duplexsync.faults.Ledger;
import org.duplexsync.faults.Oracle;
import org.duplexsync.faults.RandomWork;
import org.duplexsync.faults.Worker;
import org.duplexsync.lab.Lab;
import org.duplexsync.model.Side;

/**
 * One run: random work on both sides, a fault in the middle of it, work that goes on meanwhile and
 * after; then quiet, and the judgement. Everything is chosen by the seed.
 */
record LiveRun(String name, long seed, Fault fault, Side side, String onConflict) {
  /**
   * From quiet, with both hosts connected, to equal trees: 5 seconds. Where several runs and their
   * hosts share the machine's cores it may take as much longer.
   */
  private static final Duration EQUAL_WITHIN =
      Duration.ofSeconds(5L * Math.max(1, LiveFaultsTest.AT_ONCE));

  /** To find the hosts again: the longest wait between two tries, a lease that ends, a start. */
  private static final Duration BACK_WITHIN = Duration.ofSeconds(60);

  /** Milliseconds from quiet to equal of all runs. */
  static final Queue<Long> TIMES = new ConcurrentLinkedQueue<>();

  private static final Duration WORK = Duration.ofMillis(1500);
  private static final List<String> POLICIES = List.of("newer", "keep-both", "A", "B", "newer");

  static LiveRun of(long seed) {
    List<Fault> faults = List.of(Fault.values());
    Fault fault = faults.get(Math.floorMod(seed, faults.size()));
    Side side = seed / faults.size() % 2 == 0 ? Side.A : Side.B;
    String policy = POLICIES.get(Math.floorMod(seed / 3, POLICIES.size()));
    return new LiveRun("seed " + seed, seed, fault, side, policy);
  }

  @Override
  public String toString() {
    return "%s: %s%s, conflicts %s, seed %d"
        .formatted(name, fault, fault == Fault.NONE ? "" : " on " + side, onConflict, seed);
  }

  /** What was wrong, empty if nothing. */
  List<String> run(Lab lab, Path directory) throws IOException {
    lab.wipe();
    LiveTrees trees = new LiveTrees(lab);
    Ledger ledger = new Ledger();
    LabJob job = LiveJob.images(lab, directory, LiveJob.NEVER.formatted(onConflict));
    try (Worker a = trees.worker(Side.A, ledger);
        Worker b = trees.worker(Side.B, ledger);
        LiveEngine engine = new LiveEngine(job)) {
      RandomWork onA = new RandomWork(a, trees.root(Side.A), seed);
      RandomWork onB = new RandomWork(b, trees.root(Side.B), seed);
      onA.seed(30);
      onB.seed(30);
      engine.awaitLive(BACK_WITHIN);
      try (onA;
          onB) {
        onA.start();
        onB.start();
        LiveEngine.pause(WORK);
        strikeAndMend(lab, engine);
        LiveEngine.pause(WORK);
      }
      List<String> wrong = new ArrayList<>(settle(engine, trees));
      engine.stop();
      Set<String> tied = Tied.paths(job, trees);
      if (!tied.containsAll(trees.differences())) {
        wrong.addAll(reasons(job));
      }
      wrong.addAll(Oracle.judge(ledger, trees.held(Side.A), trees.held(Side.B), tied));
      return wrong;
    } finally {
      if (fault == Fault.SSHD_KILLED) {
        lab.stopSshd(side);
      }
      fault.mend(lab, side);
    }
  }

  /** Why each path that is still apart waits. */
  private static List<String> reasons(LabJob job) {
    return job.run("compare", "--json").items().stream()
        .map(item -> "  " + item.get("path").asString() + ": " + item.get("reason").asString())
        .toList();
  }

  private void strikeAndMend(Lab lab, LiveEngine engine) {
    fault.strike(lab, engine, side);
    LiveEngine.pause(fault.lasts());
    fault.mend(lab, side);
    fault.revive(engine);
  }

  private static List<String> settle(LiveEngine engine, LiveTrees trees) {
    engine.awaitLive(BACK_WITHIN);
    long connected = System.nanoTime();
    Instant since = Instant.now();
    while (!trees.equal() && !engine.settled(since)) {
      if (System.nanoTime() - connected > EQUAL_WITHIN.toNanos()) {
        return List.of(
            "not equal within "
                + EQUAL_WITHIN.toSeconds()
                + " s of quiet: "
                + trees.differences()
                + "; the engine says "
                + engine.status());
      }
      LiveEngine.pause(Duration.ofMillis(100));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - connected);
    Set<String> left = trees.differences();
    LiveEngine.pause(Duration.ofMillis(700));
    assertEquals(left, trees.differences(), "settled trees went on to change");
    TIMES.add(took.toMillis());
    return List.of();
  }
}
