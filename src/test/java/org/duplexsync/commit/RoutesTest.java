package org.duplexsync.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Route;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same on real helpers and, by the bridge, real rsync: each route gives the same result. */
class RoutesTest {
  @TempDir Path base;

  private static void assertRoute(RealTrees trees, Route route) {
    var used =
        trees.ledger.journal.stream()
            .map(row -> row.route())
            .filter(name -> name != null)
            .collect(Collectors.toSet());
    assertTrue(
        used.contains(route == Route.BRIDGE ? "bridge" : "helper"), route + " but used " + used);
  }

  private static void assertCommitted(RealTrees trees, Choice choice) throws Exception {
    trees.planAll(choice);
    Summary summary = trees.commit(new Cancel());
    assertEquals(0, summary.failed() + summary.drifted(), trees.ledger.outcomes.toString());
    assertEquals(RealTrees.fingerprint(trees.a), RealTrees.fingerprint(trees.b));
    assertRoute(trees, trees.setup().route());
    trees.ledger.journal.clear();
  }

  @ParameterizedTest
  @EnumSource(
      value = Route.class,
      names = {"HELPER", "BRIDGE"})
  void namesOfAnyBytesTravelBothWays(Route route) throws Exception {
    String make =
        """
        mkdir -p d/e " sp ace" -- -dir
        for n in -rf --delete 'new
        line' 'q"uote' "apo'strophe" '*' '?[a]' 'back\\slash' '$HOME' '`id`' ' lead' 'trail ' '#' '~' ';x' '!y' '%s'
        do printf 'content of %s' "$n" > "./$n"; cp "./$n" "./-dir/$n"; done
        printf x > "$(printf 'raw\\377\\200name')"
        printf y > "$(printf '\\303\\244\\342\\202\\254')"
        : > empty; printf z > d/e/f; chmod 0640 d/e/f; chmod 0400 empty
        touch -d '2001-02-03 04:05:06.123456789' d/e/f
        ln -s /etc/passwd abs; ln -s ../outside d/rel
        """;
    try (RealTrees trees = new RealTrees(base, route)) {
      RealTrees.run(trees.a, make);
      assertCommitted(trees, Choice.A_TO_B);
      RealTrees.run(
          trees.b,
          "printf more >> ./-rf; printf more >> \"$(printf 'raw\\377\\200name')\"; printf n > fresh");
      assertCommitted(trees, Choice.B_TO_A);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Route.class,
      names = {"HELPER", "BRIDGE"})
  void sparseAndLargeFilesAreRight(Route route) throws Exception {
    try (RealTrees trees = new RealTrees(base, route)) {
      RealTrees.run(
          trees.a,
          "truncate -s 300M sparse; printf end >> sparse; head -c 20000000 /dev/urandom > big");
      assertCommitted(trees, Choice.A_TO_B);
      long blocks = Long.parseLong(RealTrees.run(trees.b, "stat -c %b sparse").strip());
      assertTrue(blocks < 20_000, "holes are filled: " + blocks);
      RealTrees.run(trees.a, "printf changed | dd of=big bs=1 seek=10000000 conv=notrunc 2>&1");
      assertCommitted(trees, Choice.A_TO_B);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Route.class,
      names = {"HELPER", "BRIDGE"})
  void aFileThatIsGoneOrTouchedMeanwhileIsDriftAndTheOthersGoOn(Route route) throws Exception {
    try (RealTrees trees = new RealTrees(base, route)) {
      RealTrees.run(trees.a, "for i in 1 2 3 4 5; do echo $i > f$i; done");
      trees.planAll(Choice.A_TO_B);
      RealTrees.run(trees.a, "rm f2; echo other > f3");
      assertEquals(new Summary(3, 2, 0, 0, false), trees.commit(new Cancel()));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Route.class,
      names = {"HELPER", "BRIDGE"})
  void aDirectoryThatBecameALinkLeadsNowhere(Route route) throws Exception {
    try (RealTrees trees = new RealTrees(base, route)) {
      RealTrees.run(trees.a, "mkdir d; echo new > d/x; mkdir s; echo good > s/y");
      Path outside = Files.createDirectories(base.resolve("outside"));
      Files.writeString(outside.resolve("y"), "secret\n");
      RealTrees.run(trees.b, "mkdir d; echo old > d/x");
      trees.planAll(Choice.A_TO_B);
      RealTrees.run(trees.b, "mv d real; ln -s ../outside d");
      RealTrees.run(trees.a, "mv s was; ln -s ../outside s");
      trees.commit(new Cancel());
      assertEquals("secret\n", Files.readString(outside.resolve("y")));
      assertTrue(Files.notExists(outside.resolve("x")));
      assertEquals("old\n", Files.readString(trees.b.resolve("real/x")));
      assertTrue(
          trees.ends().b().tree().look(java.util.List.of(RelPath.of("s/y"))).getFirst()
              instanceof Seen.Absent);
      Outcome outcome = trees.ledger.outcomes.get(RelPath.of("s/y"));
      assertTrue(!(outcome instanceof Outcome.Done), String.valueOf(outcome));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Route.class,
      names = {"HELPER", "BRIDGE"})
  void cancelIsQuickAndLeavesNothing(Route route) throws Exception {
    try (RealTrees trees = new RealTrees(base, route)) {
      RealTrees.run(trees.a, "head -c 200000000 /dev/urandom > big; echo 1 > small");
      trees.planAll(Choice.A_TO_B);
      Cancel cancel = new Cancel();
      var asked = new java.util.concurrent.atomic.AtomicLong();
      Summary summary =
          new Committer(trees.setup(), trees.ends(), trees.ledger)
              .run(
                  new Watcher() {
                    @Override
                    public void travelled(long bytes) {
                      if (asked.compareAndSet(0, System.nanoTime())) {
                        cancel.cancel();
                      }
                    }

                    @Override
                    public void ended(RelPath path, Outcome outcome) {}
                  },
                  cancel);
      long millis = (System.nanoTime() - asked.get()) / 1_000_000;
      assertTrue(summary.cancelled());
      assertNotEquals(0, asked.get());
      assertTrue(millis < 3_000, "took " + millis + " ms on a machine that may be busy");
      assertEquals("", RealTrees.run(trees.b, "ls -A"));
      assertEquals(TwoTrees.CLEAN, trees.ends().b().tree().sweep(trees.ends().b().epoch()));
      assertTrue(trees.ledger.batches.isEmpty());
    }
  }

  /** Notes what went where; each wait is for a second. */
  private static final class Noted implements Pace {
    final java.util.concurrent.ConcurrentMap<Side, Long> sent =
        new java.util.concurrent.ConcurrentHashMap<>();
    private final Runnable onWait;

    Noted(Runnable onWait) {
      this.onWait = onWait;
    }

    @Override
    public Duration sent(Side to, long bytes) {
      sent.merge(to, bytes, Long::sum);
      return Duration.ofSeconds(1);
    }

    @Override
    public void pass(Duration time) {
      assertTrue(time.toMillis() <= 200, () -> "a cancel would wait " + time);
      onWait.run();
    }

    long to(Side side) {
      return sent.getOrDefault(side, 0L);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Route.class,
      names = {"HELPER", "BRIDGE"})
  void whatTravelsIsPacedAndNothingElse(Route route) throws Exception {
    try (RealTrees trees = new RealTrees(base, route)) {
      RealTrees.run(trees.a, "head -c 2000000 /dev/urandom > big");
      var first = new Noted(() -> {});
      trees.pace = first;
      assertCommitted(trees, Choice.A_TO_B);
      assertTrue(
          first.to(Side.B) >= 2_000_000 && first.to(Side.B) < 2_300_000, first.sent::toString);
      RealTrees.run(trees.a, "printf changed | dd of=big bs=1 seek=1000000 conv=notrunc 2>&1");
      var second = new Noted(() -> {});
      trees.pace = second;
      assertCommitted(trees, Choice.A_TO_B);
      if (route == Route.BRIDGE) {
        assertTrue(second.to(Side.B) < 500_000, () -> "a delta: " + second.sent);
        assertTrue(second.to(Side.A) > 0, () -> "the sums of what B has: " + second.sent);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Route.class,
      names = {"HELPER", "BRIDGE"})
  void cancelDoesNotWaitForThePace(Route route) throws Exception {
    try (RealTrees trees = new RealTrees(base, route)) {
      RealTrees.run(trees.a, "head -c 2000000 /dev/urandom > big");
      trees.planAll(Choice.A_TO_B);
      Cancel cancel = new Cancel();
      trees.pace = new Noted(cancel::cancel);
      assertTrue(trees.commit(cancel).cancelled());
    }
  }
}
