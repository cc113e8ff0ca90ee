package org.duplexsync.commit;

import static org.duplexsync.commit.TwoTrees.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duplexsync.host.HostException;
import org.duplexsync.host.StageAsk;
import org.duplexsync.host.StageOutcome;
import org.duplexsync.host.Staging;
import org.duplexsync.host.Tree;
import org.duplexsync.model.Action;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Intent;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Route;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Sha256;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a commit leaves in the pair's own directory, and what becomes of it. */
class LeftoversTest {
  private final TwoTrees trees = new TwoTrees();

  private void cycle() throws Exception {
    for (String name : List.of("p", "q", "r")) {
      trees.a.write(name, bytes("of " + name));
      trees.plan(name, Choice.A_TO_B);
    }
    trees.commit();
    trees.ledger.forgetPlan();
    trees.a.move("p", "t");
    trees.a.move("r", "p");
    trees.a.move("q", "r");
    trees.a.move("t", "q");
    trees.planMove("p", "q", true);
    trees.planMove("q", "r", true);
    trees.planMove("r", "p", true);
  }

  private void takeFreeNames() throws Exception {
    for (String name : List.of("p", "q", "r")) {
      if (trees.look(Side.B, name) instanceof Seen.Absent) {
        trees.b.write(name, bytes("own " + name));
      }
    }
  }

  @Test
  void whatWasMovedOutOfTheWayAndFindsNoPlaceIsKeptAndNamed() throws Exception {
    cycle();
    trees.ends();
    trees.at("commit:", this::takeFreeNames);
    trees.commit();
    trees.hook = (host, point) -> {};
    VersionRow kept = trees.ledger.versions.getFirst();
    assertEquals(1, trees.ledger.versions.size());
    byte[] content = trees.version(Side.B, kept.name());
    assertTrue(new String(content, StandardCharsets.UTF_8).matches("of [pqr]"));
    assertTrue(
        trees.ledger.outcomes.values().stream()
            .anyMatch(outcome ->
                outcome instanceof Outcome.Drifted(String reason)
                    && reason.contains("kept on two as version " + kept.name())),
        trees.ledger.outcomes.toString());
    assertTrue(trees.settle().isNothing());
  }

  @Test
  void itGoesBackToItsOldNameWhereThatIsFree() throws Exception {
    cycle();
    trees.ends();
    var done = new AtomicBoolean();
    trees.hook =
        (host, point) -> {
          // the move onto the parked one's old name drifts, so that it and its new name are as
          // before
          if (point.equals("commit:step") && !done.get()) {
            try {
              for (String name : List.of("p", "q", "r")) {
                if (trees.look(Side.B, name) instanceof Seen.Absent) {
                  trees.b.chmod(before(name), 0600);
                  done.set(true);
                }
              }
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          }
        };
    trees.commit();
    trees.hook = (host, point) -> {};
    assertTrue(done.get());
    assertEquals(List.of(), trees.ledger.versions);
    assertTrue(trees.settle().isNothing());
    for (String name : List.of("p", "q", "r")) {
      String all = trees.tree(Side.B).toString();
      assertTrue(all.contains("of " + name), all);
    }
  }

  /** What moves onto this name. */
  private static String before(String name) {
    return name.equals("p") ? "r" : name.equals("q") ? "p" : "q";
  }

  @Test
  void whatCameOutIsFoundAlthoughTheStoreIsLost() throws Exception {
    trees.a.write("x", bytes("new"));
    trees.b.write("x", bytes("precious"));
    trees.plan("x", Choice.A_TO_B);
    trees.ends();
    trees.hook =
        (host, point) -> {
          if (point.equals("commit:exchanged")) {
            host.drop();
          }
        };
    assertThrows(HostException.class, trees::commit);
    trees.disconnect();
    trees.hook = (host, point) -> {};
    MapLedger fresh = new MapLedger();
    Settled settled = new Settle(trees.setup(), trees.ends(), fresh).run();
    Settled.Found found = settled.found().getFirst();
    assertTrue(found.moved());
    assertEquals(Side.B, found.side());
    assertEquals(
        "precious", new String(trees.version(Side.B, found.where()), StandardCharsets.UTF_8));
  }

  @Test
  void contentThatSettlingKeepsUnplannedHasARow(@TempDir Path base) throws Exception {
    try (RealTrees real = new RealTrees(base, Route.HELPER)) {
      RealTrees.run(real.b, "printf old > x");
      Tree tree = real.ends().b().tree();
      RelPath x = RelPath.of("x");
      Entry old = Objects.requireNonNull(RealTrees.entries(tree).get(x));
      Entry staged;
      try (Staging staging = tree.stage(List.of(new StageAsk("s-1", x, old, old)))) {
        Sha256 hash = Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes("new")));
        staging.data(0, bytes("new"), 0, 3);
        staging.finish(0, hash);
        staged = ((StageOutcome.Staged) staging.outcomes().getFirst()).entry();
      }
      Action.Copy copy = new Action.Copy(x, Side.B, staged, old);
      real.ledger.open(List.of(Intent.planned(0, copy, "s-1", "1/v").staged(staged, null)));
      RealTrees.run(
          base,
          "perl -MPOSIX -e 'my @n = map { \"$_\\0\" } @ARGV; exit 1 if"
              + " syscall(((POSIX::uname)[4] eq q(aarch64) ? 276 : 316),-100,$n[0],-100,$n[1],2)' tb/duplex-p/tmp/s-1 b/x; printf own > b/x;"
              + " printf more >> tb/duplex-p/tmp/s-1");
      new Settle(real.setup(), real.ends(), real.ledger).run();
      VersionRow row = real.ledger.versions.getFirst();
      assertEquals(x, row.path());
      assertEquals("own", RealTrees.run(base, "cat tb/duplex-p/versions/" + row.name()));
      assertEquals("oldmore", RealTrees.run(real.b, "cat x"));
    }
  }

  @Test
  void whatWasStagedInVainGoesAtTheEndOfItsBatch() throws Exception {
    trees.a.write("x", bytes("new"));
    trees.b.write("x", bytes("old"));
    trees.plan("x", Choice.A_TO_B);
    trees.ends();
    trees.at("commit:step", () -> trees.b.write("x", bytes("edited")));
    assertEquals(1, trees.commit().drifted());
    trees.hook = (host, point) -> {};
    assertEquals(TwoTrees.CLEAN, trees.ends().b().tree().sweep(trees.ends().b().epoch()));
    assertInstanceOf(Outcome.Drifted.class, trees.ledger.outcomes.get(RelPath.of("x")));
  }
}
