package org.duplexsync.commit;

import static org.duplexsync.commit.TwoTrees.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duplexsync.host.HostFacts;
import org.duplexsync.host.Shell;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Route;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person should know of what was done all the same. */
class NotesTest {
  private static String note(@Nullable Outcome outcome) {
    return String.valueOf(assertInstanceOf(Outcome.Done.class, outcome).note());
  }

  @Test
  void whatCouldNotBeTakenOverIsInTheOutcomeAndInTheJournal() throws Exception {
    TwoTrees trees = new TwoTrees();
    trees.a.write("x", bytes("new"));
    trees.b.write("x", bytes("old"));
    trees.root(Side.B).chgrp("x", "staff");
    trees.plan("x", Choice.A_TO_B);
    assertEquals(1, trees.commit().done());
    assertLost(trees.ledger.outcomes.get(RelPath.of("x")));
    assertLost(trees.ledger.journal.getFirst().outcome());
  }

  private static void assertLost(@Nullable Outcome outcome) {
    String note = note(outcome);
    assertTrue(note.contains("not taken over: group staff"), note);
  }

  @Test
  void whyRsyncWasNotUsedIsSaid(@TempDir Path base) throws Exception {
    try (RealTrees trees = new RealTrees(base, Route.BRIDGE)) {
      RealTrees.run(trees.a, "printf 1 > f");
      trees.planAll(Choice.A_TO_B);
      End b = trees.ends().b();
      End bare = new End(b.name(), b.tree(), b.epoch(), withoutRsync(b.facts()), b.shell());
      new Committer(trees.setup(), new Ends(trees.ends().a(), bare), trees.ledger)
          .run(Watcher.NONE, new Cancel());
      Set<String> notes = new TreeSet<>();
      trees.ledger.outcomes.values().forEach(outcome -> notes.add(note(outcome)));
      assertEquals(Set.of("rsync could not be used: it is missing on tb"), notes);
    }
  }

  private static HostFacts withoutRsync(HostFacts f) {
    return new HostFacts(
        f.name(),
        f.user(),
        f.uid(),
        f.groups(),
        f.arch(),
        f.kernel(),
        f.bootId(),
        f.perl(),
        f.find(),
        null,
        f.sha(),
        f.inotify(),
        f.inotifyWatches(),
        f.skew(),
        f.roundTrip(),
        f.warnings());
  }

  @Test
  void whyTheBridgeBrokeIsSaid(@TempDir Path base) throws Exception {
    try (RealTrees trees = new RealTrees(base, Route.BRIDGE)) {
      RealTrees.run(trees.a, "printf 1 > f");
      trees.planAll(Choice.A_TO_B);
      End b = trees.ends().b();
      End refusing =
          new End(b.name(), b.tree(), b.epoch(), b.facts(), new RefusingShell("no more sessions"));
      new Committer(trees.setup(), new Ends(trees.ends().a(), refusing), trees.ledger)
          .run(Watcher.NONE, new Cancel());
      String note = note(trees.ledger.outcomes.get(RelPath.of("f")));
      assertTrue(note.contains("rsync could not be used: "), note);
      assertEquals(RealTrees.fingerprint(trees.a), RealTrees.fingerprint(trees.b));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "99999999999"})
  void aServerThatAnswersNonsenseForRsyncIsSaidAndStopsNothing(String count, @TempDir Path base)
      throws Exception {
    try (RealTrees trees = new RealTrees(base, Route.BRIDGE)) {
      RealTrees.run(trees.a, "printf 1 > f");
      trees.planAll(Choice.A_TO_B);
      End a = trees.ends().a();
      Shell lying = new RefusingShell("", command -> mark(command) + "\0" + count + "\0");
      new Committer(
              trees.setup(),
              new Ends(new End(a.name(), a.tree(), a.epoch(), a.facts(), lying), trees.ends().b()),
              trees.ledger)
          .run(Watcher.NONE, new Cancel());
      String note = note(trees.ledger.outcomes.get(RelPath.of("f")));
      assertTrue(note.contains("rsync could not be used: rsync did not start there"), note);
      assertEquals(RealTrees.fingerprint(trees.a), RealTrees.fingerprint(trees.b));
    }
  }

  private static String mark(String command) {
    Matcher mark = Pattern.compile("duplex-d-[0-9a-f]+").matcher(command);
    assertTrue(mark.find(), command);
    return mark.group();
  }
}
