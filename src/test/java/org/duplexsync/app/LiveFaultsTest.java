package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.duplexsync.lab.Lab;
import org.duplexsync.lab.LabTest;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The live engine through every kind of trouble, on real hosts. Ten named runs; {@code
 * -Dduplex.faults.runs=200} makes as many more, {@code -Dduplex.faults.seed=17} begins with that
 * seed. A run that fails names its seed. Several runs go at once, each on hosts of its own.
 */
@LabTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveFaultsTest {
  static final int AT_ONCE = Integer.getInteger("duplex.faults.labs", 3);
  private static final int RUNS = Integer.getInteger("duplex.faults.runs", 0);
  private static final long SEED = Long.getLong("duplex.faults.seed", 1);

  private final BlockingQueue<Lab> labs = new ArrayBlockingQueue<>(AT_ONCE);
  private final ExecutorService runners = Executors.newFixedThreadPool(AT_ONCE);
  @TempDir Path directory;

  private interface Run {
    List<String> on(Lab lab, Path directory) throws Exception;
  }

  private record Named(String name, Run run) {}

  private static Named faults(String name, long seed, Fault fault, Side side, String onConflict) {
    LiveRun run = new LiveRun(name, seed, fault, side, onConflict);
    return new Named(run.toString(), run::run);
  }

  private static Named review(String name, long seed, Side side, boolean rollback) {
    LiveReviewRun run = new LiveReviewRun(name, seed, side, rollback);
    return new Named(run.toString(), run::run);
  }

  /** Long ones first. */
  private static List<Named> tenNamed() {
    return List.of(
        review("restored backup", 101, Side.B, true),
        review("weekend apart", 102, Side.A, false),
        faults("cable", 103, Fault.DOWN, Side.B, "A"),
        faults("firewall", 104, Fault.CUT, Side.A, "newer"),
        faults("switch", 105, Fault.CUT, Side.B, "keep-both"),
        faults("hiccup", 106, Fault.SHORT_CUT, Side.B, "newer"),
        faults("power button", 107, Fault.ENGINE_KILLED, Side.A, "newer"),
        faults("sshd upgrade", 108, Fault.SSHD_KILLED, Side.B, "newer"),
        faults("out of memory", 109, Fault.HELPER_KILLED, Side.A, "B"),
        faults("calm", 110, Fault.NONE, Side.A, "newer"));
  }

  private static Named seeded(long seed) {
    return seed % 10 == 0
        ? review("seed " + seed, seed, seed % 40 < 20 ? Side.A : Side.B, seed % 20 == 0)
        : faults(LiveRun.of(seed));
  }

  private static Named faults(LiveRun run) {
    return new Named(run.toString(), run::run);
  }

  @TestFactory
  Stream<DynamicTest> everyKindOfTrouble() {
    return RUNS == 0
        ? tests(tenNamed())
        : tests(
            LongStream.range(0, RUNS)
                .mapToObj(i -> seeded(SEED + i * Long.getLong("duplex.faults.step", 1)))
                .toList());
  }

  private Stream<DynamicTest> tests(List<Named> runs) {
    for (int i = 0; i < Math.min(AT_ONCE, runs.size()); i++) {
      labs.add(Lab.up());
    }
    return runs.stream()
        .map(named -> new Started(named.name(), runners.submit(() -> on(named.run()))))
        .toList()
        .stream()
        .map(started -> dynamicTest(started.name(), started::nothingIsWrong));
  }

  private record Started(String name, Future<List<String>> wrong) {
    void nothingIsWrong() throws Exception {
      assertEquals("", String.join("\n", wrong.get()), name);
    }
  }

  private List<String> on(Run run) throws Exception {
    Lab lab = labs.take();
    try {
      return run.on(lab, Files.createTempDirectory(directory, "run"));
    } finally {
      labs.add(lab);
    }
  }

  @AfterAll
  void labsGo() {
    runners.shutdownNow();
    labs.forEach(Lab::close);
    List<Long> times = LiveRun.TIMES.stream().sorted().toList();
    if (!times.isEmpty()) {
      System.getLogger("duplex.faults")
          .log(
              System.Logger.Level.INFO,
              "ms from quiet to equal: median {0}, most {1}, of {2} runs",
              times.get(times.size() / 2),
              times.getLast(),
              times.size());
    }
  }
}
