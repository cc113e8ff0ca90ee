package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.duplexsync.engine.pair.PairRules;
import org.duplexsync.model.Action;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.ReviewPolicy;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

class LiveOnRealTreesTest {
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
    for (int i = 0; i < 50; i++) {
      Files.writeString(pair.a.resolve("file-" + i), "number " + i);
    }
    pair.live();
  }

  @AfterEach
  void stop() {
    pair.close();
  }

  @Test
  void smallChangesArriveWithinAMoment(TestReporter reporter) throws Exception {
    var times = new ArrayList<Double>();
    for (int i = 0; i < 60; i++) {
      Path here = (i % 2 == 0 ? pair.a : pair.b).resolve("file-" + i / 2);
      Path there = (i % 2 == 0 ? pair.b : pair.a).resolve("file-" + i / 2);
      String text = "edit " + i;
      times.add(
          time(() -> Files.writeString(here, text), () -> Files.readString(there).equals(text)));
      if (i < 30) {
        Path made = (i % 2 == 0 ? pair.a : pair.b).resolve("new-" + i);
        Path came = (i % 2 == 0 ? pair.b : pair.a).resolve("new-" + i);
        times.add(time(() -> Files.writeString(made, text), () -> Files.exists(came)));
        times.add(
            time(
                () ->
                    Files.setPosixFilePermissions(
                        made, PosixFilePermissions.fromString("rw-------")),
                () ->
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(came))
                        .equals("rw-------")));
        times.add(
            time(
                () -> Files.move(made, made.resolveSibling("moved-" + text.hashCode())),
                () -> Files.exists(came.resolveSibling("moved-" + text.hashCode()))));
        times.add(
            time(
                () -> Files.deleteIfExists(made.resolveSibling("moved-" + text.hashCode())),
                () -> !Files.exists(came.resolveSibling("moved-" + text.hashCode()))));
      }
    }
    Collections.sort(times);
    reporter.publishEntry("p50", milliseconds(times, 50));
    reporter.publishEntry("p90", milliseconds(times, 90));
    pair.await(pair::isQuiet);
    assertEquals(names(pair.a), names(pair.b));
  }

  private static String milliseconds(List<Double> sorted, int percent) {
    return String.format(Locale.ROOT, "%.1f ms", sorted.get(sorted.size() * percent / 100));
  }

  interface Step {
    Object run() throws Exception;
  }

  private double time(Step step, RealPair.Hope hope) throws Exception {
    java.util.concurrent.locks.LockSupport.parkNanos(30_000_000);
    long begun = System.nanoTime();
    step.run();
    pair.await(hope);
    return (System.nanoTime() - begun) / 1e6;
  }

  private static List<String> names(Path root) throws Exception {
    try (var all = Files.walk(root)) {
      return all.map(path -> root.relativize(path).toString()).sorted().toList();
    }
  }

  @Test
  void aBurstOnBothSidesEndsEqual(TestReporter reporter) throws Exception {
    long begun = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      Path at = Files.createDirectories(pair.a.resolve("burst-a/" + i % 10));
      Files.writeString(at.resolve("f" + i), "content " + i);
      if (i % 2 == 0) {
        Path other = Files.createDirectories(pair.b.resolve("burst-b/" + i % 10));
        Files.writeString(other.resolve("f" + i), "content " + i);
      }
    }
    for (int i = 0; i < 50; i++) {
      Files.deleteIfExists(pair.b.resolve("file-" + i));
    }
    long written = System.nanoTime();
    pair.await(() -> pair.isQuiet() && names(pair.a).equals(names(pair.b)));
    reporter.publishEntry("written in", (written - begun) / 1_000_000 + " ms");
    reporter.publishEntry("equal after", (System.nanoTime() - written) / 1_000_000 + " ms");
    assertEquals(1_500, names(pair.a).stream().filter(name -> name.contains("/f")).count());
    assertTrue(names(pair.a).stream().noneMatch(name -> name.startsWith("file-")));
  }

  @Test
  void afterAnOutageBothSidesAreEqualAgain() throws Exception {
    pair.cut(Side.B);
    Files.writeString(pair.a.resolve("while-away"), "from A");
    Files.delete(pair.b.resolve("file-1"));
    pair.await(() -> pair.engine.state() instanceof EngineState.Unreachable);
    var gone = assertInstanceOf(EngineState.Unreachable.class, pair.engine.state());
    assertEquals(Side.B, gone.side());
    pair.away = null;
    pair.engine.live().retryNow();
    pair.await(() -> pair.isQuiet() && Files.exists(pair.b.resolve("while-away")));
    assertTrue(Files.notExists(pair.a.resolve("file-1")));
  }

  @Test
  void whatIsOnlyRenamedIsOnlyRenamedThereToo() throws Exception {
    for (String name : List.of("x-1", "y-1", "wide-1")) {
      for (int i = 0; i < (name.startsWith("wide") ? 1_000 : 1); i++) {
        Path at = Files.createDirectories(pair.a.resolve(name + "/" + i));
        for (int f = 0; f < (name.startsWith("wide") ? 1 : 9); f++) {
          Files.writeString(at.resolve("f" + f), name + " number " + i + " and " + f);
        }
      }
    }
    allIsAgreed(0);
    long before = pair.engine.live().events(0, 10_000).getLast().id();
    for (int round = 1; round < 4; round++) {
      for (String name : List.of("x", "y", "wide", "file-1", "file-2")) {
        String old = name.startsWith("file") && round == 1 ? name : name + "-" + round;
        Files.move(pair.a.resolve(old), pair.a.resolve(name + "-" + (round + 1)));
        java.util.concurrent.locks.LockSupport.parkNanos(2_000_000L * round);
      }
      allIsAgreed(round);
    }
    var others =
        pair.engine.live().events(before, 10_000).stream()
            .filter(event -> !(event.action() instanceof Action.Move))
            .filter(event -> !event.path().toString().startsWith("sign-"))
            .map(event -> event.path() + " " + event.reason())
            .toList();
    assertEquals(List.of(), others);
  }

  /** One batch follows the other: what was carried out before the last one is agreed. */
  private void allIsAgreed(int round) throws Exception {
    pair.await(() -> pair.isQuiet() && names(pair.a).equals(names(pair.b)));
    Files.writeString(pair.a.resolve("sign-" + round), "all before this");
    pair.await(() -> pair.isQuiet() && names(pair.a).equals(names(pair.b)));
  }
}
