package org.duplexsync.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Histories from seeds; {@code -Dduplex.simulation.seconds=600} for more, {@code
 * -Dduplex.simulation.seed=N} for one, {@code -Dduplex.simulation.fresh=N} for N that nobody has
 * seen before.
 */
class SimulationTest {
  private static final long FIRST = 20261122;
  private static final long HISTORIES = 1_200;
  private static final int FRESH = 0;

  @Test
  void histories(TestReporter reporter) throws Exception {
    Path directory = directory();
    try {
      run(directory, reporter);
    } finally {
      Episode.remove(directory);
    }
  }

  private static void run(Path directory, TestReporter reporter) {
    var tally = new Tally();
    Long one = Long.getLong("duplex.simulation.seed");
    if (one != null) {
      new Episode(one, tally, directory).run();
      return;
    }
    // the same histories each time, unless a time is asked for
    Long seconds = Long.getLong("duplex.simulation.seconds");
    long end = seconds == null ? 0 : System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    long seed = Long.getLong("duplex.simulation.first", FIRST);
    long histories = 0;
    long runs = 0;
    while (seconds == null ? histories < HISTORIES : System.nanoTime() < end) {
      runs += new Episode(seed++, tally, directory).run();
      histories++;
    }
    runs += fresh(tally, directory, reporter);
    reporter.publishEntry("histories", histories + " with " + runs + " runs");
    tally.all().forEach((kind, count) -> reporter.publishEntry(kind, Long.toString(count)));
    assertTrue(histories > 0);
  }

  /** Others each time. What fails is named by its seed, which makes the same history again. */
  private static long fresh(Tally tally, Path directory, TestReporter reporter) {
    long first = new SecureRandom().nextLong(1L << 48);
    int histories = Integer.getInteger("duplex.simulation.fresh", FRESH);
    reporter.publishEntry("fresh seeds from", first + " on, " + histories + " of them");
    long runs = 0;
    for (int i = 0; i < histories; i++) {
      runs += new Episode(first + i, tally, directory).run();
    }
    return runs;
  }

  /** In memory where the machine has such a place: thousands of stores are made. */
  private static Path directory() throws Exception {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? Files.createTempDirectory(memory, "duplex-simulation")
        : Files.createTempDirectory("duplex-simulation");
  }
}
