package org.duplexsync.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Live histories from seeds; {@code -Dduplex.simulation.seconds=600} for more, {@code
 * -Dduplex.simulation.seed=N} for one.
 */
class LiveSimulationTest {
  private static final long FIRST = 20261122;
  private static final long HISTORIES = 200;

  @Test
  void histories(TestReporter reporter) throws Exception {
    Path memory = Path.of("/dev/shm");
    Path directory =
        Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "duplex-live")
            : Files.createTempDirectory("duplex-live");
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
      new LiveEpisode(one, tally, directory).run();
      return;
    }
    Long seconds = Long.getLong("duplex.simulation.seconds");
    long end = seconds == null ? 0 : System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    long seed = Long.getLong("duplex.simulation.first", FIRST);
    long histories = 0;
    while (seconds == null ? histories < HISTORIES : System.nanoTime() < end) {
      new LiveEpisode(seed++, tally, directory).run();
      histories++;
    }
    reporter.publishEntry("histories", Long.toString(histories));
    tally.all().forEach((kind, count) -> reporter.publishEntry(kind, Long.toString(count)));
    assertTrue(histories > 0);
  }
}
