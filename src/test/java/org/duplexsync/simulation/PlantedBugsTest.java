package org.duplexsync.simulation;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A simulation that finds nothing proves nothing: it must find a known bug within a minute. One of
 * them each time; all with {@code -Dduplex.simulation.planted=all}, as {@code
 * src/bench/planted-bugs} does.
 */
class PlantedBugsTest {
  private static final Duration WITHIN = Duration.ofMinutes(1);

  static Stream<Planted.Bug> bugs() {
    boolean all = "all".equals(System.getProperty("duplex.simulation.planted"));
    return all
        ? Stream.of(Planted.Bug.values()).filter(bug -> bug != Planted.Bug.NONE)
        : Stream.of(Planted.Bug.CHECK_SKIPPED);
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void isFound(Planted.Bug bug, TestReporter reporter) throws Exception {
    LiveSimulationTest.inMemory(directory -> {
      long began = System.nanoTime();
      long end = began + WITHIN.toNanos();
      for (long seed = LiveSimulationTest.FIRST; System.nanoTime() < end; seed++) {
        String found = found(seed, directory, bug);
        if (found != null && found(seed, directory, Planted.Bug.NONE) == null) {
          double seconds = (System.nanoTime() - began) / 1e9;
          reporter.publishEntry(
              bug.name(), "%.1f s, %s".formatted(seconds, List.of(found.split("\n")).getFirst()));
          return;
        }
      }
      fail("not found within " + WITHIN + ": " + bug);
    });
  }

  private static @Nullable String found(long seed, Path directory, Planted.Bug bug) {
    try {
      new LiveEpisode(seed, new Tally(), directory, bug).run();
      return null;
    } catch (AssertionError e) {
      return e.getMessage();
    }
  }
}
