package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.duplexsync.engine.pair.PairRules;
import org.duplexsync.model.ReviewPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of names on real trees, and what somebody does beside them. */
class LiveBurstTest {
  private static final int DIRECTORIES = 50;
  private static final int FILES = 100;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @SuppressWarnings("NullAway.Init")
  private RealPair pair;

  @BeforeEach
  void goLive() throws Exception {
    pair =
        new RealPair(
            directory,
            Rules.with(
                ReviewPolicy.NEVER,
                ReviewPolicy.NEVER,
                PairRules.DEFAULT.onConflict(),
                new PairRules.DeleteLimit(100_000, 100)));
    Files.writeString(pair.a.resolve("z-edited"), "before");
    pair.live();
  }

  @AfterEach
  void stop() {
    pair.close();
  }

  private void fill(Path at) throws IOException {
    for (int d = 0; d < DIRECTORIES; d++) {
      Path into = Files.createDirectories(at.resolve("d" + d));
      for (int f = 0; f < FILES; f++) {
        Files.writeString(into.resolve("f" + f), d + " and " + f);
      }
    }
  }

  private static long files(Path below) throws IOException {
    if (!Files.exists(below)) {
      return 0;
    }
    try (var all = Files.walk(below)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  /** Edits while some of the files have come, and awaits the edit; says how many have by then. */
  private long editMeanwhile(TestReporter reporter) throws Exception {
    pair.await(() -> files(pair.b.resolve("many")) > 0);
    long begun = System.nanoTime();
    Files.writeString(pair.a.resolve("z-edited"), "after");
    pair.await(() -> Files.readString(pair.b.resolve("z-edited")).equals("after"));
    reporter.publishEntry("edit after", (System.nanoTime() - begun) / 1_000_000 + " ms");
    return files(pair.b.resolve("many"));
  }

  @Test
  void anEditDoesNotWaitForATreeThatWasMovedIn(TestReporter reporter) throws Exception {
    Path outside = directory.resolve("outside");
    fill(outside);
    Files.move(outside, pair.a.resolve("many"));
    long arrived = editMeanwhile(reporter);
    assertTrue(arrived < DIRECTORIES * FILES, "all were there before the edit");
    pair.await(() -> pair.isQuiet() && files(pair.b.resolve("many")) == DIRECTORIES * FILES);
  }

  @Test
  void anEditDoesNotWaitForATreeThatIsBeingUnpacked(TestReporter reporter) throws Exception {
    Thread unpacks =
        Thread.ofPlatform()
            .start(() -> {
              try {
                fill(pair.a.resolve("many"));
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    long arrived = editMeanwhile(reporter);
    assertTrue(arrived < DIRECTORIES * FILES, "all were there before the edit");
    unpacks.join();
    pair.await(() -> pair.isQuiet() && files(pair.b.resolve("many")) == DIRECTORIES * FILES);
    assertEquals(files(pair.a), files(pair.b));
  }
}
