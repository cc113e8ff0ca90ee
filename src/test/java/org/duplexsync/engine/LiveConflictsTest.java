package org.duplexsync.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duplexsync.engine.pair.PairRules;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.host.memory.MemoryUser;
import org.duplexsync.model.ConflictPolicy;
import org.duplexsync.model.ReviewPolicy;
import org.duplexsync.model.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of conflicts while the pair is live, also of those about directories. */
class LiveConflictsTest extends LiveStories {
  private void agreed() throws Errno {
    for (var user : List.of(two.userA, two.userB)) {
      user.makeDirectory("sub");
      user.makeDirectory("sub/deep");
      user.makeDirectory("elsewhere");
    }
    two.both("sub/deep/file", "agreed");
    two.both("sub/x", "also agreed");
  }

  private String reason(LiveRun run, String path) {
    return run
        .engine
        .rows(java.util.Objects.requireNonNull(run.engine.plan()).id())
        .page(Selection.ALL, null, 100)
        .stream()
        .filter(row -> row.path().toString().equals(path))
        .map(row -> row.item().reason())
        .findFirst()
        .orElse("none");
  }

  @Test
  void whatIsInADirectoryThatIsAConflictWaitsWithIt() throws Exception {
    agreed();
    live(run -> {
      two.userB.move("sub", "sub.bak");
      two.userB.symlink("sub", "elsewhere");
      two.userA.write("sub/deep/file", bytes("edited"));
      two.userA.write("sub/deep/newf", bytes("new"));
      two.userA.delete("sub/x");
      run.pass(3_000);
      assertTrue(run.waiting().contains("sub CONFLICT SKIP"), run.waiting()::toString);
      String before = reason(run, "sub");
      assertFalse(before.contains("never agreed"), before);
      int events = run.events().size();
      two.userA.write("sub/deep/file", bytes("edited once more"));
      run.pass(60_000);
      assertEquals(0, run.status().failed());
      assertTrue(
          reason(run, "sub/deep/file").contains("waits for what becomes of sub"),
          reason(run, "sub/deep/file"));
      assertTrue(run.events().size() <= events + 4, run.events()::toString);
      assertArrayEquals(bytes("edited once more"), two.userA.read("sub/deep/file"));
    });
  }

  @Test
  void whatWasWrittenWhileAConnectionStalledIsNotOfTheFuture() throws Exception {
    two.rules = Rules.onConflict(ConflictPolicy.NEWER);
    live(run -> {
      var stalls = new AtomicBoolean(true);
      two.hook =
          (host, point) -> {
            if (point.equals("look") && stalls.getAndSet(false)) {
              // the clocks were read before
              two.time.pass(Duration.ofSeconds(3));
              try {
                two.userA.write("same", bytes("written on A, later"));
              } catch (Errno e) {
                throw new AssertionError(e);
              }
            }
          };
      two.userA.write("same", bytes("written on A"));
      two.userB.write("same", bytes("written on B"));
      run.pass(5_000);
      assertFalse(stalls.get());
      assertEquals(List.of(), run.waiting());
      assertArrayEquals(bytes("written on A, later"), two.userB.read("same"));
    });
  }

  @Test
  void whatWasCarriedOutAtTheStartWaitsOnceItIsAConflict() throws Exception {
    two.rules =
        Rules.with(
            ReviewPolicy.NEVER,
            ReviewPolicy.NEVER,
            ConflictPolicy.HOLD,
            PairRules.DEFAULT.deleteLimit());
    two.userA.write("new", bytes("made before the start"));
    live(run -> {
      assertArrayEquals(bytes("made before the start"), two.userB.read("new"));
      two.userA.write("new", bytes("by A"));
      two.userB.write("new", bytes("by B"));
      run.pass(300);
      assertEquals(List.of("new CONFLICT SKIP"), run.waiting());
      assertEquals(1, run.status().waiting());
      two.userB.write("new", bytes("by A"));
      two.userB.setTime("new", two.userA.entry("new").mtime());
      run.pass(300);
      assertEquals(List.of(), run.waiting());
      assertEquals(0, run.status().waiting());
    });
  }

  private void bothEdit(LiveRun run) throws Exception {
    two.userA.write("same", bytes("by A"));
    two.time.pass(Duration.ofMillis(2));
    two.userB.write("same", bytes("by B, later"));
    run.pass(2_000);
    assertEquals(List.of(), run.waiting());
  }

  @ParameterizedTest
  @EnumSource(names = {"A", "B"})
  void theSideThatThePolicyNamesWinsAndTheOtherIsAVersion(ConflictPolicy policy) throws Exception {
    two.rules = Rules.onConflict(policy);
    live(run -> {
      bothEdit(run);
      byte[] wins = bytes(policy == ConflictPolicy.A ? "by A" : "by B, later");
      assertArrayEquals(wins, two.userA.read("same"));
      assertArrayEquals(wins, two.userB.read("same"));
      String outcome = "" + run.events().getFirst().outcome();
      assertTrue(outcome.contains("version="), outcome);
    });
  }

  @Test
  void withKeepBothTheOlderOneStandsBesideItUnderTheNameOfItsHostAndTime() throws Exception {
    two.rules = Rules.onConflict(ConflictPolicy.KEEP_BOTH);
    live(run -> {
      bothEdit(run);
      for (MemoryUser user : List.of(two.userA, two.userB)) {
        assertArrayEquals(bytes("by B, later"), user.read("same"));
        List<String> names =
            user.names("").stream().map(name -> new String(name.toArray(), UTF_8)).toList();
        String beside =
            names.stream().filter(name -> name.startsWith("same.")).findFirst().orElse("none");
        assertTrue(beside.matches("same\\.a-\\d{8}-\\d{6}"), names::toString);
        assertArrayEquals(bytes("by A"), user.read(beside));
      }
    });
  }
}
