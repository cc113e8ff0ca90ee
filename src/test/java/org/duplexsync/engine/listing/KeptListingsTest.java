package org.duplexsync.engine.listing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.duplexsync.engine.Rules;
import org.duplexsync.engine.TwoMachines;
import org.duplexsync.engine.pair.PlanFacts;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.filter.Rule;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.host.memory.Hook;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.Seen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptListingsTest {
  private static final int FILES = 40;

  private final TwoMachines two = new TwoMachines();
  private int told;
  private boolean looked;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path state;

  @BeforeEach
  void manyFiles() throws Exception {
    for (int i = 0; i < FILES; i++) {
      two.both("file-" + i, "equal " + i);
    }
    two.hook = (host, point) -> told += point.equals("list:next") ? 1 : 0;
    two.sync(state);
  }

  /** How many items both listings of a compare told. */
  private int told(boolean write) throws Exception {
    told = 0;
    two.engine(state, engine -> engine.compare(TwoMachines.request(write)));
    return told;
  }

  private List<String> rows() throws Exception {
    return two.reasons(state, two.compare(state));
  }

  private void edit(String path) throws Errno {
    two.userA.write(path, "other content".getBytes(UTF_8));
    two.time.pass(Duration.ofSeconds(2));
  }

  private void assertWhole() throws Exception {
    assertTrue(told(true) > FILES, () -> "told " + told);
  }

  @Test
  void aSecondCompareHearsOnlyOfWhatChanged() throws Exception {
    edit("file-7");
    assertTrue(told(false) < 10, () -> "told " + told);
    assertEquals(List.of("file-7 OVERWRITE A_TO_B"), rows());
    assertEquals(List.of("file-7 OVERWRITE A_TO_B"), rows(), "it is open still");
    two.sync(state);
    PlanHeader plan = two.compare(state);
    assertEquals(0, plan.counts().rows());
    assertEquals(FILES, PlanFacts.of(plan).entriesA());
    assertEquals(FILES, PlanFacts.of(plan).entriesB());
  }

  @Test
  void thousandsOfChangesAreLookedAtOnTheOtherSideWhileTheyAreFound() throws Exception {
    for (int i = 0; i < 2500; i++) {
      two.userA.write("new-" + i, ("new " + i).getBytes(UTF_8));
      two.userB.write((i % 2 == 0 ? "new-" : "other-") + i, ("new " + i).getBytes(UTF_8));
    }
    edit("file-7");
    two.userB.delete("file-8");
    PlanHeader plan = two.compare(state);
    assertEquals(FILES + 2500, PlanFacts.of(plan).entriesA());
    assertEquals(FILES + 2499, PlanFacts.of(plan).entriesB());
    two.sync(state);
    PlanHeader after = two.compare(state);
    assertEquals(0, after.counts().rows());
    assertEquals(FILES + 2500 + 1250, PlanFacts.of(after).entriesA());
    assertEquals(FILES + 2500 + 1250, PlanFacts.of(after).entriesB());
  }

  @Test
  void entriesAreCountedAsTheyComeAndGo() throws Exception {
    two.userA.delete("file-3");
    two.userB.write("new", "new".getBytes(UTF_8));
    two.userB.write("newer", "newer".getBytes(UTF_8));
    two.time.pass(Duration.ofSeconds(2));
    PlanHeader plan = two.compare(state);
    assertEquals(FILES - 1, PlanFacts.of(plan).entriesA());
    assertEquals(FILES + 2, PlanFacts.of(plan).entriesB());
  }

  @Test
  void whatWasAgreedAfterwardsAndGoesOnBothSidesIsForgotten() throws Exception {
    two.userA.write("short-lived", "x".getBytes(UTF_8));
    two.time.pass(Duration.ofSeconds(2));
    two.sync(state);
    two.userA.delete("short-lived");
    two.userB.delete("short-lived");
    two.time.pass(Duration.ofSeconds(2));
    two.compare(state);
    two.userA.write("short-lived", "again".getBytes(UTF_8));
    two.time.pass(Duration.ofSeconds(2));
    assertEquals(List.of("short-lived NEW A_TO_B"), rows(), "no delete on B is seen in it");
  }

  private void away(boolean away) {
    try {
      if (away == two.userB.look("d.away").equals(Seen.ABSENT)) {
        two.userB.move(away ? "d" : "d.away", away ? "d.away" : "d");
      }
    } catch (Errno e) {
      throw new AssertionError(e);
    }
  }

  /** A deployment, or somebody who means no good, swaps directories all the time. */
  @Test
  void whatWasAwayWheneverItWasLookedAtIsFoundOnceItIsBack() throws Exception {
    two.rules = Rules.deleting();
    for (String path : List.of("d", "d/s")) {
      two.userA.makeDirectory(path);
      two.userB.makeDirectory(path);
    }
    two.both("d/s/x", "equal");
    two.time.pass(Duration.ofSeconds(2));
    two.sync(state);
    two.sync(state);
    two.userA.delete("d/s/x");
    two.hook =
        (host, point) -> {
          if (host.machine().equals(two.b) && (point.equals("list") || point.equals("look"))) {
            away(point.equals("look") || looked);
            looked |= point.equals("look");
          }
        };
    looked = false;
    two.sync(state);
    looked = false;
    two.sync(state);
    two.hook = Hook.NONE;
    away(false);
    two.time.pass(Duration.ofSeconds(2));
    two.sync(state);
    two.sync(state);
    assertEquals(List.of(), rows());
    two.time.pass(Duration.ofHours(25));
    assertEquals(List.of(), rows(), "a whole listing says so, too");
    assertEquals("equal", new String(two.userA.read("d/s/x"), UTF_8));
    assertEquals("equal", new String(two.userB.read("d/s/x"), UTF_8));
    assertEquals(Seen.ABSENT, two.userA.look("d.away"));
  }

  /** It was seen there by those who looked for it, and by no listing. */
  @Test
  void whatWasAwayWheneverItWasListedAndThenWentIsMissed() throws Exception {
    two.rules = Rules.deleting();
    for (String path : List.of("d", "d/s")) {
      two.userA.makeDirectory(path);
      two.userB.makeDirectory(path);
    }
    two.both("d/s/x", "equal");
    two.time.pass(Duration.ofSeconds(2));
    two.sync(state);
    two.sync(state);
    two.hook =
        (host, point) -> {
          if (host.machine().equals(two.b) && (point.equals("list") || point.equals("look"))) {
            away(point.equals("list"));
          }
        };
    for (int i = 0; i < 3; i++) {
      two.compare(state);
    }
    two.hook = Hook.NONE;
    away(false);
    two.userB.delete("d/s/x");
    two.time.pass(Duration.ofSeconds(2));
    assertEquals(List.of("d/s/x DELETE B_TO_A"), rows());
  }

  @Test
  void aDirectoryThatIsLeftOutTakesThePlaceOfAFileThatWasNot() throws Exception {
    two.filter = FilterSet.of(List.of(Rule.exclude("file-9/")));
    two.sync(state);
    two.sync(state);
    two.userB.delete("file-9");
    two.userB.makeDirectory("file-9");
    two.time.pass(Duration.ofSeconds(2));
    List<String> changed = rows();
    two.time.pass(Duration.ofHours(25));
    assertEquals(rows(), changed, "as a whole listing says");
    assertEquals(1, changed.size(), changed::toString);
  }

  @Test
  void aPlainCompareKeepsNothing() throws Exception {
    edit("file-1");
    told(false);
    edit("file-2");
    assertEquals(List.of("file-1 OVERWRITE A_TO_B", "file-2 OVERWRITE A_TO_B"), rows());
  }

  @Test
  void anotherFilterNeedsWholeListings() throws Exception {
    two.filter = FilterSet.of(List.of(Rule.exclude("file-9")));
    assertWhole();
  }

  @Test
  void aMachineThatWasStartedAnewIsListedWhole() throws Exception {
    two.b.disk().sync();
    two.b.powerLoss(new Random(3));
    assertWhole();
  }

  @Test
  void onceADayBothAreListedWhole() throws Exception {
    two.time.pass(Duration.ofHours(23));
    assertTrue(told(true) < 10, () -> "told " + told);
    two.time.pass(Duration.ofHours(2));
    assertWhole();
  }

  @Test
  void nothingIsKeptWhereSomebodyCannotSee() throws Exception {
    two.userA.makeDirectory("dark");
    two.userB.makeDirectory("dark");
    two.both("dark/in", "in it");
    two.sync(state);
    two.userA.chmod("dark", 0);
    two.time.pass(Duration.ofSeconds(2));
    two.compare(state);
    two.userA.chmod("dark", 0755);
    two.userA.delete("dark/in");
    two.time.pass(Duration.ofSeconds(2));
    two.compare(state);
    List<String> rows = rows();
    assertTrue(
        rows.stream().anyMatch(row -> row.startsWith("dark/in ")),
        () -> "unseen, not lost: " + rows);
  }
}
