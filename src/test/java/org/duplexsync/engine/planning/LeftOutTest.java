package org.duplexsync.engine.planning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.duplexsync.engine.Rules;
import org.duplexsync.engine.TwoMachines;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.filter.Rule;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.host.memory.MemoryUser;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Selection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeftOutTest {
  private final TwoMachines two = new TwoMachines();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path state;

  @BeforeEach
  void agreed() throws Exception {
    two.filter =
        FilterSet.of(
            List.of(
                Rule.exclude("cache/"),
                Rule.include("only/"),
                Rule.exclude("only"),
                Rule.exclude("*.tmp")));
    two.both("same", "equal on both");
    for (MemoryUser user : List.of(two.userA, two.userB)) {
      user.makeDirectory("d");
      user.write("d/f", "x".getBytes(UTF_8));
    }
    two.time.pass(Duration.ofSeconds(3));
    two.sync(state);
  }

  private static void write(MemoryUser user, String path) throws Errno {
    user.write(path, "content".getBytes(UTF_8));
  }

  private String reason(String path) throws Exception {
    return two.engine(
        state,
        engine -> {
          var plan = engine.compare(TwoMachines.request(true));
          return engine.rows(plan.id()).page(Selection.ALL, null, 100).stream()
              .filter(row -> row.path().toString().equals(path))
              .map(row ->
                  row.item().bucket() + " " + row.item().proposal() + ": " + row.item().reason())
              .findFirst()
              .orElse("");
        });
  }

  private MemoryUser one(boolean swapped) {
    return swapped ? two.userB : two.userA;
  }

  private MemoryUser other(boolean swapped) {
    return swapped ? two.userA : two.userB;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFileWhoseNameADirectoryHasThatIsLeftOut(boolean swapped) throws Exception {
    write(one(swapped), "cache");
    other(swapped).makeDirectory("cache");
    two.time.pass(Duration.ofSeconds(3));
    assertEquals(
        "BLOCKED SKIP: on %s: a directory that the filter leaves out has this name; rename one of the two, or change the filter"
            .formatted(swapped ? "A" : "B"),
        reason("cache"));
    other(swapped).removeDirectory("cache");
    two.sync(state);
    assertEquals("content", new String(other(swapped).read("cache"), UTF_8));
  }

  @Test
  void aDirectoryWhoseNameAFileHasThatIsLeftOut() throws Exception {
    two.userA.makeDirectory("only");
    write(two.userA, "only/f");
    write(two.userB, "only");
    two.time.pass(Duration.ofSeconds(3));
    assertTrue(reason("only").startsWith("BLOCKED SKIP: on B: a file that"), reason("only"));
    assertTrue(reason("only/f").contains("waits for what becomes of only"), reason("only/f"));
    assertEquals(0, two.sync(state).failed());
  }

  @Test
  void aMoveOntoSuchAName() throws Exception {
    two.userA.move("same", "cache");
    two.userB.makeDirectory("cache");
    two.time.pass(Duration.ofSeconds(3));
    assertTrue(reason("cache").startsWith("BLOCKED"), reason("cache"));
    assertEquals(0, two.sync(state).failed());
    assertEquals("equal on both", new String(two.userB.read("same"), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"d/x.tmp", "d/cache"})
  void somethingLeftOutInADirectoryThatBecameAFile(String hidden) throws Exception {
    if (hidden.endsWith("cache")) {
      two.userB.makeDirectory(hidden);
    } else {
      write(two.userB, hidden);
    }
    two.userA.deleteAll("d");
    write(two.userA, "d");
    two.time.pass(Duration.ofSeconds(3));
    String reason = reason("d");
    assertTrue(reason.startsWith("BLOCKED SKIP"), reason);
    assertTrue(reason.contains("because of " + hidden + " (left out by the filter) in it"), reason);
    assertEquals(0, two.sync(state).failed());
    two.userB.deleteAll(hidden);
    two.sync(state);
    assertEquals("content", new String(two.userB.read("d"), UTF_8));
  }

  @Test
  void somethingLeftOutInADirectoryThatWasDeletedKeepsItAndIsSaidBefore() throws Exception {
    two.rules = Rules.deleting();
    write(two.userB, "d/x.tmp");
    two.userA.deleteAll("d");
    two.time.pass(Duration.ofSeconds(3));
    String reason = reason("d");
    assertTrue(reason.startsWith("DELETE " + Choice.SKIP), reason);
    assertTrue(reason.contains("kept, because of d/x.tmp (left out by the filter)"), reason);
  }
}
