package org.duplexsync.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Histories from seeds; {@code -Dduplex.simulation.seconds=600} for more, {@code
 * -Dduplex.simulation.seed=N} for one.
 */
class SimulationTest {
  private static final long FIRST = 20261122;
  private static final long HISTORIES = 1_200;

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
    reporter.publishEntry("histories", histories + " with " + runs + " runs");
    tally.all().forEach((kind, count) -> reporter.publishEntry(kind, Long.toString(count)));
    assertTrue(histories > 0);
  }

  /** In memory where the machine has such a place: thousands of stores are made. */
  private static Path directory() throws Exception {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? Files.createTempDirectory(memory, "duplex-simulation")
        : Files.createTempDirectory("duplex-simulation");
  }
}
