package org.duplexsync.commit;

import static org.duplexsync.commit.TwoTrees.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duplexsync.model.Action;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Field;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.junit.jupiter.api.Test;

class CommitterTest {
  private final TwoTrees trees = new TwoTrees();

  private void assertEqual() throws Exception {
    assertEquals(trees.tree(Side.A), trees.tree(Side.B));
  }

  private Outcome outcome(String path) {
    return Objects.requireNonNull(trees.ledger.outcomes.get(RelPath.of(path)));
  }

  @Test
  void newDirectoriesFilesAndLinksTravelBothWays() throws Exception {
    trees.a.makeDirectory("d");
    trees.a.write("d/x", bytes("from a"));
    trees.a.chmod("d/x", 0600);
    trees.a.symlink("d/link", "../nowhere");
    trees.b.write("y", bytes("from b"));
    for (String path : new String[] {"d", "d/x", "d/link"}) {
      trees.plan(path, Choice.A_TO_B);
    }
    trees.plan("y", Choice.B_TO_A);
    Summary summary = trees.commit();
    assertEquals(new Summary(4, 0, 0, 0, false), summary);
    assertEqual();
    assertEquals(4, trees.ledger.baseline.size());
    assertEquals(1, trees.ledger.generation);
    assertTrue(trees.ledger.batches.isEmpty());
  }

  @Test
  void anApprovedFileBringsTheDirectoriesThatItNeeds() throws Exception {
    trees.a.makeDirectory("n");
    trees.a.makeDirectory("n/m");
    trees.a.chmod("n/m", 0555);
    trees.a.chmod("n/m", 0755);
    trees.a.write("n/m/x", bytes("1"));
    trees.a.chmod("n/m", 0500);
    trees.plan("n/m/x", Choice.A_TO_B);
    assertEquals(1, trees.commit().done());
    assertEqual();
    assertEquals(3, trees.ledger.baseline.size());
  }

  @Test
  void whatIsReplacedOrDeletedIsKeptAsVersion() throws Exception {
    trees.a.write("x", bytes("new"));
    trees.b.write("x", bytes("old"));
    trees.b.write("gone", bytes("kept"));
    trees.plan("x", Choice.A_TO_B);
    trees.plan("gone", Choice.A_TO_B);
    trees.commit();
    assertEqual();
    assertEquals(
        Set.of("x", "gone"),
        Set.copyOf(trees.ledger.versions.stream().map(row -> row.path().toString()).toList()));
  }

  @Test
  void aSourceOrTargetThatMovedOnIsDrift() throws Exception {
    trees.a.write("x", bytes("new"));
    trees.b.write("y", bytes("old"));
    trees.plan("x", Choice.A_TO_B);
    trees.plan("y", Choice.A_TO_B);
    trees.a.write("x", bytes("newer"));
    trees.b.write("y", bytes("edited"));
    assertEquals(2, trees.commit().drifted());
    assertInstanceOf(Seen.Absent.class, trees.look(Side.B, "x"));
    assertEquals("edited", new String(trees.b.read("y"), java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void aWriteBetweenCheckAndExchangeIsNotLost() throws Exception {
    trees.a.write("x", bytes("new"));
    trees.b.write("x", bytes("old"));
    trees.plan("x", Choice.A_TO_B);
    trees.ends();
    trees.at("commit:checked", () -> trees.b.save("x", bytes("third")));
    assertEquals(1, trees.commit().drifted());
    assertEquals("third", new String(trees.b.read("x"), java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void childrenOfADirectoryThatCannotBeMadeFailWithItsReason() throws Exception {
    trees.a.makeDirectory("d");
    trees.a.write("d/x", bytes("1"));
    trees.a.write("z", bytes("2"));
    trees.plan("d", Choice.A_TO_B);
    trees.plan("d/x", Choice.A_TO_B);
    trees.plan("z", Choice.A_TO_B);
    trees.b.write("d", bytes("in the way"));
    Summary summary = trees.commit();
    assertEquals(1, summary.done());
    assertTrue(outcome("d/x").toString().contains("could not be made"), outcome("d/x").toString());
    assertInstanceOf(Outcome.Drifted.class, outcome("d"));
    assertInstanceOf(Outcome.Drifted.class, outcome("d/x"), "it is looked at anew as well");
  }

  @Test
  void aDirectoryWithSomethingLeftIsKeptAndSaysBecauseOfWhat() throws Exception {
    trees.b.makeDirectory("d");
    trees.b.write("d/x", bytes("1"));
    trees.plan("d", Choice.A_TO_B);
    trees.plan("d/x", Choice.A_TO_B);
    trees.b.write("d/stranger", bytes("2"));
    trees.commit();
    assertInstanceOf(Outcome.Done.class, outcome("d/x"));
    assertEquals(new Outcome.Kept("kept, because of d/stranger"), outcome("d"));
  }

  @Test
  void bothFieldsOfAMergeArrive() throws Exception {
    trees.agree("x", "old");
    trees.a.write("x", bytes("edited"));
    trees.b.chmod("x", 0600);
    trees.plan(
        "x",
        Choice.MERGE_FIELDS,
        new Change.Edited(Set.of(Field.CONTENT)),
        new Change.Metadata(Set.of(Field.MODE)));
    assertEquals(1, trees.commit().done());
    assertEqual();
    assertEquals(0600, trees.a.entry("x").mode());
    assertEquals(
        trees.a.entry("x").id(),
        Objects.requireNonNull(trees.ledger.baseline.get(RelPath.of("x"))).entry().id());
  }

  @Test
  void keepingBothPutsTheOlderOneBesideOnBothSides() throws Exception {
    trees.a.write("page.html", bytes("older"));
    trees.time.pass(java.time.Duration.ofSeconds(90));
    trees.b.write("page.html", bytes("newer"));
    trees.plan("page.html", Choice.KEEP_BOTH);
    assertEquals(1, trees.commit().done());
    assertEqual();
    assertTrue(
        trees.tree(Side.A).keySet().stream()
            .anyMatch(name -> name.matches("page\\.one-20261122-1201\\d\\d\\.html")),
        trees.tree(Side.A).toString());
    assertEquals(2, trees.ledger.baseline.size());
  }

  /** Else one that somebody deletes on one side then would come back from the other. */
  @Test
  void whatWasKeptBesideIsAgreedThoughThePathInConflictMovedOn() throws Exception {
    trees.a.write("page.html", bytes("older"));
    trees.time.pass(java.time.Duration.ofSeconds(90));
    trees.b.write("page.html", bytes("newer"));
    trees.plan("page.html", Choice.KEEP_BOTH);
    var once = new AtomicBoolean();
    trees.hook =
        (host, point) -> {
          if (point.equals("commit") && once.compareAndSet(false, true)) {
            assertDoesNotThrow(() -> trees.a.write("page.html", bytes("edited meanwhile")));
          }
        };
    assertEquals(0, trees.commit().done());
    assertEquals(1, trees.ledger.baseline.size(), trees.ledger.baseline.toString());
    RelPath second = trees.ledger.baseline.keySet().iterator().next();
    assertTrue(second.toString().startsWith("page.one-"), second::toString);
    assertArrayEquals(bytes("older"), trees.a.read(second.toString()));
    assertArrayEquals(bytes("older"), trees.b.read(second.toString()));
    assertArrayEquals(bytes("edited meanwhile"), trees.a.read("page.html"));
  }

  @Test
  void fileAndDirectoryTakeEachOthersPlace() throws Exception {
    trees.a.write("was-dir", bytes("file"));
    trees.a.makeDirectory("was-file");
    trees.a.write("was-file/in", bytes("1"));
    trees.b.makeDirectory("was-dir");
    trees.b.write("was-dir/in", bytes("2"));
    trees.b.write("was-file", bytes("3"));
    for (String path : new String[] {"was-dir", "was-dir/in", "was-file", "was-file/in"}) {
      trees.plan(path, Choice.A_TO_B);
    }
    assertEquals(4, trees.commit().done());
    assertEqual();
  }

  @Test
  void rotatedLogsAndSwappedNamesFollow() throws Exception {
    for (String name : new String[] {"log", "log.1", "p", "q", "r"}) {
      trees.a.write(name, bytes("of " + name));
      trees.plan(name, Choice.A_TO_B);
    }
    trees.commit();
    trees.ledger.forgetPlan();
    trees.a.move("log.1", "log.2");
    trees.a.move("log", "log.1");
    trees.a.write("log", bytes("fresh"));
    trees.a.move("p", "t");
    trees.a.move("r", "p");
    trees.a.move("q", "r");
    trees.a.move("t", "q");
    trees.planMove("log.1", "log.2", false);
    trees.planMove("log", "log.1", true);
    trees.plan(
        "log",
        Choice.A_TO_B,
        new Change.Edited(Set.of(Field.CONTENT)),
        new Change.Moved(RelPath.of("log"), false));
    trees.planMove("p", "q", true);
    trees.planMove("q", "r", true);
    trees.planMove("r", "p", true);
    Summary summary = trees.commit();
    assertEquals(new Summary(6, 0, 0, 0, false), summary, trees.ledger.outcomes.toString());
    assertEqual();
    assertEquals(6, trees.ledger.baseline.size());
    assertTrue(trees.ledger.journal.stream().anyMatch(row -> row.action() instanceof Action.Move));
  }

  @Test
  void aRowThatNeedsNothingHasItsOutcome() throws Exception {
    trees.agree("x", "1");
    trees.plan("x", Choice.A_TO_B);
    assertEquals(1, trees.commit().kept());
  }

  @Test
  void aMoveOntoATakenNameKeepsWhatWasThere() throws Exception {
    trees.agree("x", "1");
    trees.agree("y", "2");
    trees.a.move("x", "y");
    trees.planMove("x", "y", false);
    assertEquals(1, trees.commit().done(), trees.ledger.outcomes.toString());
    assertEqual();
    assertEquals(1, trees.ledger.versions.size());
    assertEquals(Set.of(RelPath.of("y")), trees.ledger.baseline.keySet());
  }

  @Test
  void aSaveThatLeavesABackupUnderAnAgreedNameArrivesWhole() throws Exception {
    trees.agree("x", "1");
    trees.agree("y", "2");
    trees.a.move("x", "y");
    trees.a.write("x", bytes("fresh"));
    trees.planMove("x", "y", false);
    trees.plan(
        "x",
        Choice.A_TO_B,
        new Change.Edited(Set.of(Field.CONTENT)),
        new Change.Moved(RelPath.of("x"), false));
    assertEquals(2, trees.commit().done(), trees.ledger.outcomes.toString());
    assertEqual();
  }

  @Test
  void aDeleteDoesNotFollowOneThatWasTakenBack() throws Exception {
    trees.agree("x", "1");
    trees.a.delete("x");
    trees.plan("x", Choice.A_TO_B);
    trees.a.write("x", bytes("back again"));
    assertEquals(new Summary(0, 1, 0, 0, false), trees.commit());
    assertTrue(trees.tree(Side.B).toString().contains("x"));
  }

  @Test
  void aNameThatBecomesADirectoryOfItsFileIsFollowed() throws Exception {
    trees.agree("x", "1");
    trees.agree("y", "2");
    trees.a.move("x", "y");
    trees.a.makeDirectory("x");
    trees.a.move("y", "x/y");
    trees.planMove("x", "x/y", false);
    trees.plan(
        "x", Choice.A_TO_B, new Change.Retyped(Kind.FILE, Kind.DIRECTORY), new Change.None());
    trees.plan("y", Choice.A_TO_B, new Change.Deleted(), new Change.None());
    assertEquals(3, trees.commit().done(), trees.ledger.outcomes.toString());
    assertEqual();
  }

  @Test
  void whenTheSecondNameCouldNotBeMadeTheFirstIsNotTouched() throws Exception {
    trees.a.write("page.html", bytes("older"));
    trees.time.pass(java.time.Duration.ofSeconds(90));
    trees.b.write("page.html", bytes("newer"));
    trees.plan("page.html", Choice.KEEP_BOTH);
    var now = trees.time.instant();
    for (int i = 0; i < 30; i++) {
      RelPath aside =
          new BesideName("one", "two", now.plusSeconds(i)).of(RelPath.of("page.html"), Side.A);
      trees.b.write(aside.toString(), bytes("in the way"));
    }
    Summary summary = trees.commit();
    assertEquals(0, summary.done(), trees.ledger.outcomes.toString());
    assertEquals(
        "older", new String(trees.a.read("page.html"), java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(
        "newer", new String(trees.b.read("page.html"), java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void cancelledWhileStagingNothingIsHalfDone() throws Exception {
    trees.a.write("x", bytes("new"));
    trees.b.write("x", bytes("old"));
    trees.plan("x", Choice.A_TO_B);
    var before = trees.tree(Side.B);
    Cancel cancel = new Cancel();
    trees.hook =
        (host, point) -> {
          if (point.startsWith("stage")) {
            cancel.cancel();
          }
        };
    Summary summary =
        new Committer(trees.setup(), trees.ends(), trees.ledger).run(Watcher.NONE, cancel);
    assertTrue(summary.cancelled());
    assertEquals(before, trees.tree(Side.B));
    assertTrue(trees.ledger.batches.isEmpty());
    assertEquals(TwoTrees.CLEAN, trees.ends().b().tree().sweep(trees.ends().b().epoch()));
  }

  /** Two files that travel in batches of their own; what happens on B is noted. */
  private List<String> oneByOne(String... files) throws Exception {
    trees.batch = 1;
    for (String file : files) {
      trees.a.write(file, bytes("new"));
      trees.b.write(file, bytes("old"));
      trees.plan(file, Choice.A_TO_B);
    }
    trees.ends();
    List<String> points = new ArrayList<>();
    trees.hook = (host, point) -> points.add(point);
    return points;
  }

  @Test
  void theNextFilesAreStagedWhileTheseGoToTheirPlaces() throws Exception {
    List<String> points = oneByOne("x", "y", "z");
    assertEquals(3, trees.commit().done());
    points.removeIf(point -> !Set.of("look", "stage", "commit", "flush", "sync").contains(point));
    assertEquals(
        "look look look look stage commit flush flush look look stage commit flush flush"
            + " stage commit flush flush sync sync",
        String.join(" ", points));
    assertEqual();
  }

  @Test
  void whatIsStagedAheadIsThrownAwayByACancel() throws Exception {
    oneByOne("x", "y");
    Cancel cancel = new Cancel();
    trees.at("commit", cancel::cancel);
    Summary summary =
        new Committer(trees.setup(), trees.ends(), trees.ledger).run(Watcher.NONE, cancel);
    assertEquals(new Summary(1, 0, 0, 0, true), summary);
    assertEquals("old", new String(trees.b.read("y"), java.nio.charset.StandardCharsets.UTF_8));
    assertTrue(trees.ledger.batches.isEmpty());
    assertEquals(TwoTrees.CLEAN, trees.ends().b().tree().sweep(trees.ends().b().epoch()));
  }

  /** What is staged ahead was looked at before: a change since then is found as any other is. */
  @Test
  void aFileThatMovesOnWhileTheOneBeforeGoesToItsPlaceIsDrift() throws Exception {
    oneByOne("x", "y");
    trees.at("commit:exchanged", () -> trees.b.write("y", bytes("third")));
    Summary summary = trees.commit();
    assertEquals(1, summary.done());
    assertEquals(1, summary.drifted());
    assertEquals("third", new String(trees.b.read("y"), java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void aVersionThatGrowsIsNamed() throws Exception {
    trees.a.write("x", bytes("new"));
    trees.b.write("x", bytes("old"));
    trees.plan("x", Choice.A_TO_B);
    try (var writer = trees.b.open("x")) {
      trees.commit();
      writer.append(bytes(" and more"));
    }
    var grown =
        new Relook(trees.ledger, Together.oneByOne()).run(trees.ends(), trees.time.instant());
    assertEquals(1, grown.size());
    assertEquals(VersionRow.State.GREW, grown.getFirst().state());
    assertFalse(trees.ledger.versions.isEmpty());
  }
}
