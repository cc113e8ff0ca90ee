package org.duplexsync.simulation;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Live histories from seeds, the same ones each time. One again: {@code
 * -Dduplex.simulation.live.seed=N}; more: {@code -Dduplex.simulation.live.seconds=600} or {@code
 * .count=900}, from {@code -Dduplex.simulation.live.first=N} on; N that nobody has seen before:
 * {@code -Dduplex.simulation.live.fresh=N}; with a bug: {@code
 * -Dduplex.simulation.live.bug=OVERFLOW_FORGOTTEN}.
 */
class LiveSimulationTest {
  private static final String SETTING = "duplex.simulation.live.";
  static final long FIRST = 20261122;
  private static final long HISTORIES = 25;

  /** Histories that once did not end well, and what they found. */
  private static final Map<Long, String> FOUND =
      Map.ofEntries(
          entry(20270078L, "a path that waits because a listing was cut is looked at again"),
          entry(20270269L, "a directory that a person's commit had to keep is looked at again"),
          entry(20270495L, "the old name of a waiting move that is another difference by now"),
          entry(20270744L, "the old name of a waiting move whose new name went"),
          entry(20270763L, "what a person approved and could not be done is tried again"),
          entry(20270816L, "the old name of a waiting move whose new name was replaced"),
          entry(
              31000207L,
              "what replaces a directory is not put there again and again while something in it waits"),
          entry(
              31000625L,
              "what people deleted in a directory that the engine moved is their delete"),
          entry(31000676L, "an edit that looks like what a cut commit left"),
          entry(32000576L, "what is made in a directory that waits waits with it"),
          entry(
              33000009L,
              "nothing is agreed any more at the old name that a move gave back and emptied"),
          entry(33000847L, "what was staged bears the number of the file it was to replace"),
          entry(
              208018021364448L,
              "what was put where a move had emptied the name is agreed, in whatever order both are recorded"),
          entry(4895257853885L, "what became a file on both sides is not the same content"));

  interface InDirectory {
    void run(Path directory) throws Exception;
  }

  static void inMemory(InDirectory body) throws Exception {
    Path memory = Path.of("/dev/shm");
    Path directory =
        Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "duplex-live")
            : Files.createTempDirectory("duplex-live");
    try {
      body.run(directory);
    } finally {
      Episode.remove(directory);
    }
  }

  @Test
  void histories(TestReporter reporter) throws Exception {
    var tally = new Tally();
    inMemory(directory -> {
      long histories = run(directory, tally);
      reporter.publishEntry("histories", Long.toString(histories));
      assertTrue(histories > 0);
    });
    tally.all().forEach((kind, count) -> reporter.publishEntry(kind, Long.toString(count)));
  }

  @Test
  void whatOnceWentWrongGoesWell() throws Exception {
    inMemory(directory ->
        FOUND.forEach((seed, what) -> {
          try {
            new LiveEpisode(seed, new Tally(), directory, Planted.Bug.NONE).run();
          } catch (AssertionError e) {
            throw new AssertionError(what + "\n" + e.getMessage(), e);
          }
        }));
  }

  private static long run(Path directory, Tally tally) {
    Planted.Bug bug = Planted.Bug.valueOf(System.getProperty(SETTING + "bug", "NONE"));
    Long one = Long.getLong(SETTING + "seed");
    if (one != null) {
      new LiveEpisode(one, tally, directory, bug).run();
      return 1;
    }
    long first = Long.getLong(SETTING + "first", FIRST);
    Long seconds = Long.getLong(SETTING + "seconds");
    if (seconds != null) {
      return until(Duration.ofSeconds(seconds), first, directory, tally, bug);
    }
    long count = Long.getLong(SETTING + "count", HISTORIES);
    for (long i = 0; i < count; i++) {
      new LiveEpisode(first + i, tally, directory, bug).run();
    }
    // the seed stands in what is thrown
    long unseen = new SecureRandom().nextLong(1L << 48);
    int fresh = Integer.getInteger(SETTING + "fresh", 0);
    for (long i = 0; i < fresh; i++) {
      new LiveEpisode(unseen + i, tally, directory, bug).run();
    }
    return count + fresh;
  }

  private static long until(
      Duration time, long first, Path directory, Tally tally, Planted.Bug bug) {
    long end = System.nanoTime() + time.toNanos();
    long histories = 0;
    while (System.nanoTime() < end) {
      new LiveEpisode(first + histories, tally, directory, bug).run();
      histories++;
    }
    return histories;
  }
}
