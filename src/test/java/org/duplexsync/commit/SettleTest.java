package org.duplexsync.commit;

import static org.duplexsync.commit.TwoTrees.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.duplexsync.host.HostException;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

/** The engine ends, or a connection is lost, at each point of a commit in turn. */
class SettleTest {
  private static final Set<String> PATHS =
      Set.of("x", "y", "new", "gone", "d", "d/in", "was-dir", "was-dir/in", "was-file", "link");

  /** Of one file each: while one goes to its place the next is staged. */
  private static TwoTrees inSmallBatches(TwoTrees trees) {
    trees.batch = 1;
    return trees;
  }

  private static TwoTrees trees() throws Exception {
    TwoTrees trees = new TwoTrees();
    trees.a.write("x", bytes("x new"));
    trees.b.write("x", bytes("x old"));
    trees.a.write("y", bytes("y old"));
    trees.b.write("y", bytes("y new"));
    trees.a.write("new", bytes("new"));
    trees.b.write("gone", bytes("gone"));
    trees.a.makeDirectory("d");
    trees.a.write("d/in", bytes("in d"));
    trees.a.write("was-dir", bytes("file"));
    trees.b.makeDirectory("was-dir");
    trees.b.write("was-dir/in", bytes("old in"));
    trees.a.makeDirectory("was-file");
    trees.b.write("was-file", bytes("old file"));
    trees.a.symlink("link", "target");
    planAll(trees);
    return trees;
  }

  private static void planAll(TwoTrees trees) throws Exception {
    trees.ledger.forgetPlan();
    for (String path : PATHS) {
      trees.plan(path, path.equals("y") ? Choice.B_TO_A : Choice.A_TO_B);
    }
  }

  /** Each path has its old or its new state on each side, whatever happened. */
  private static void assertOldOrNew(
      TwoTrees trees, Side side, Map<String, String> old, Map<String, String> done)
      throws Exception {
    Map<String, String> now = trees.tree(side);
    Set<String> paths = new TreeSet<>(old.keySet());
    paths.addAll(now.keySet());
    paths.addAll(done.keySet());
    for (String path : paths) {
      String is = now.get(path);
      assertTrue(
          Objects.equals(is, old.get(path)) || Objects.equals(is, done.get(path)),
          path + " on " + side + " is " + is);
    }
  }

  private static void assertSettles(TwoTrees trees, TwoTrees whole, String where) throws Exception {
    trees.disconnect();
    trees.hook = (host, point) -> {};
    trees.ledger.crashAt = -1;
    TwoTrees fresh = trees();
    trees.settle();
    for (Side side : Side.values()) {
      assertOldOrNew(trees, side, fresh.tree(side), whole.tree(side));
      assertEquals(
          TwoTrees.CLEAN, trees.ends().of(side).tree().sweep(trees.ends().of(side).epoch()), where);
    }
    assertTrue(trees.ledger.batches.isEmpty(), where);
    assertTrue(trees.settle().isNothing(), where);
    planAll(trees);
    trees.commit();
    assertEquals(
        trees.tree(Side.A), trees.tree(Side.B), where + " " + trees.ledger.outcomes.toString());
    assertEquals(whole.tree(Side.A), trees.tree(Side.A), where);
  }

  @Test
  void theEngineMayEndAtEachTransaction() throws Exception {
    endsAtEachTransaction(trees -> trees, 6);
  }

  @Test
  void theEngineMayEndAtEachTransactionOfBatchesThatGoTogether() throws Exception {
    endsAtEachTransaction(SettleTest::inSmallBatches, 36);
  }

  private static void endsAtEachTransaction(UnaryOperator<TwoTrees> as, int least)
      throws Exception {
    TwoTrees whole = as.apply(trees());
    whole.commit();
    int points = whole.ledger.points;
    assertTrue(points >= least, "only " + points);
    for (int at = 0; at < points; at++) {
      TwoTrees trees = as.apply(trees());
      trees.ledger.crashAt = at;
      try {
        trees.commit();
      } catch (MapLedger.Crash e) {
        assertEquals(at + 1, trees.ledger.points);
      }
      assertSettles(trees, whole, "transaction " + at);
    }
  }

  /** Ends the engine when all is done on the servers and nothing is recorded. */
  private static void crashBeforeTheRecord(TwoTrees trees) throws Exception {
    trees.ledger.crashAt = trees.ledger.points + 4;
    assertThrows(MapLedger.Crash.class, trees::commit);
    trees.ledger.crashAt = -1;
    trees.disconnect();
  }

  private static Agreed agreed(TwoTrees trees, String path) {
    return Objects.requireNonNull(trees.ledger.baseline.get(RelPath.of(path)), path);
  }

  @Test
  void whatWasDoneIsAgreedThoughBothSidesWentOn() throws Exception {
    for (boolean content : new boolean[] {false, true}) {
      TwoTrees trees = new TwoTrees();
      trees.a.write("kept", bytes("edited"));
      Entry source = trees.a.entry("kept");
      trees.plan("kept", Choice.A_TO_B);
      crashBeforeTheRecord(trees);
      long inode = trees.b.entry("kept").id().inode();
      if (content) {
        trees.b.write("kept", bytes("edited once more"));
      } else {
        trees.b.chmod("kept", 0600);
      }
      trees.a.delete("kept");
      trees.settle();
      Agreed agreed = agreed(trees, "kept");
      assertEquals(source, agreed.entry());
      assertEquals(inode, agreed.b().inode());
      assertNotEquals(trees.b.entry("kept").id(), agreed.b());
    }
  }

  @Test
  void whatWasReplacedAndIsGoneSinceIsADeleteOfTheNew() throws Exception {
    TwoTrees trees = new TwoTrees();
    trees.a.write("x", bytes("x new"));
    trees.b.write("x", bytes("x old"));
    trees.plan("x", Choice.A_TO_B);
    crashBeforeTheRecord(trees);
    trees.b.delete("x");
    trees.settle();
    assertEquals(trees.a.entry("x"), agreed(trees, "x").entry());
    assertEquals(1, trees.ledger.versions.size());
    assertEquals(Seen.ABSENT, trees.b.look("x"));
  }

  private static TwoTrees createdAndGone() throws Exception {
    TwoTrees trees = new TwoTrees();
    trees.a.write("new", bytes("new"));
    trees.plan("new", Choice.A_TO_B);
    crashBeforeTheRecord(trees);
    trees.b.delete("new");
    return trees;
  }

  @Test
  void whatWasMadeAndIsGoneSinceIsADelete() throws Exception {
    TwoTrees trees = createdAndGone();
    trees.settle();
    assertEquals(trees.a.entry("new"), agreed(trees, "new").entry());
    TwoTrees restarted = createdAndGone();
    restarted.ledger.sameBoot = false;
    restarted.settle();
    assertEquals(Map.of(), restarted.ledger.baseline, "the staged file may have been lost");
  }

  @Test
  void howeverMuchWasMadeAndIsGoneSinceEachIsADelete() throws Exception {
    TwoTrees trees = new TwoTrees();
    int many = 150;
    for (int i = 0; i < many; i++) {
      trees.a.write("new" + i, bytes("new " + i));
      trees.plan("new" + i, Choice.A_TO_B);
    }
    crashBeforeTheRecord(trees);
    for (int i = 0; i < many; i++) {
      trees.b.delete("new" + i);
    }
    trees.settle();
    assertEquals(many, trees.ledger.baseline.size());
  }

  @Test
  void whatASettlingThatWasCutShortThrewAwayWasNeverThere() throws Exception {
    TwoTrees trees = new TwoTrees();
    trees.a.write("new", bytes("new"));
    trees.plan("new", Choice.A_TO_B);
    trees.ledger.crashAt = trees.ledger.points + 3;
    assertThrows(MapLedger.Crash.class, trees::commit);
    for (int i = 0; i < 2; i++) {
      trees.disconnect();
      trees.ledger.crashAt = i == 0 ? trees.ledger.points : -1;
      try {
        trees.settle();
      } catch (MapLedger.Crash e) {
        assertEquals(0, i);
      }
    }
    assertTrue(trees.ledger.batches.isEmpty());
    assertEquals(Map.of(), trees.ledger.baseline);
  }

  @Test
  void whatAFailedCommitThrewAwayWasNeverThere() throws Exception {
    TwoTrees trees = new TwoTrees();
    trees.a.write("new", bytes("new"));
    trees.plan("new", Choice.A_TO_B);
    trees.ends();
    trees.hook =
        (host, point) -> {
          if (point.equals("commit")) {
            assertDoesNotThrow(() -> trees.b.write("new", bytes("of somebody on B")));
          }
        };
    crashBeforeTheRecord(trees);
    trees.hook = (host, point) -> {};
    trees.b.delete("new");
    trees.settle();
    assertEquals(Map.of(), trees.ledger.baseline);
  }

  @Test
  void aSecondFileThatWasMadeAndIsGoneOnOneSideIsADeleteThere() throws Exception {
    TwoTrees trees = new TwoTrees();
    trees.a.write("x", bytes("of A"));
    trees.b.write("x", bytes("of B"));
    trees.plan("x", Choice.KEEP_BOTH);
    crashBeforeTheRecord(trees);
    String second =
        trees.tree(Side.A).keySet().stream().filter(path -> !path.equals("x")).findFirst().get();
    trees.disconnect();
    Entry was = trees.a.entry(second);
    trees.a.delete(second);
    trees.settle();
    assertEquals(was.id().inode(), agreed(trees, second).entry().id().inode());
    // with another ctime: the next look compares the content
    assertEquals(trees.b.entry(second).id().inode(), agreed(trees, second).b().inode());
  }

  @Test
  void itIsADeleteThereWhereverTheCommitEnded() throws Exception {
    int onBoth = 0;
    for (int point = 1; point <= 12; point++) {
      TwoTrees trees = new TwoTrees();
      trees.a.write("x", bytes("of A"));
      trees.b.write("x", bytes("of B"));
      trees.plan("x", Choice.KEEP_BOTH);
      trees.ledger.crashAt = trees.ledger.points + point;
      try {
        trees.commit();
      } catch (MapLedger.Crash e) {
        // as meant
      }
      trees.ledger.crashAt = -1;
      trees.disconnect();
      Set<String> second = new TreeSet<>(trees.tree(Side.A).keySet());
      second.retainAll(trees.tree(Side.B).keySet());
      second.remove("x");
      for (String path : second) {
        onBoth++;
        trees.a.delete(path);
        trees.settle();
        assertEquals(
            trees.b.entry(path).id().inode(), agreed(trees, path).b().inode(), "point " + point);
      }
    }
    assertTrue(onBoth >= 3, () -> "reached too rarely");
  }

  @Test
  void whatWasDeletedIsForgottenThoughItsNameIsTakenAgain() throws Exception {
    TwoTrees trees = new TwoTrees();
    trees.a.write("gone", bytes("gone"));
    trees.b.write("gone", bytes("gone"));
    trees.plan("gone", Choice.A_TO_B);
    Entry a = trees.a.entry("gone");
    Entry b = trees.b.entry("gone");
    trees.ledger.baseline.put(
        RelPath.of("gone"), new Agreed(a, null, Agreed.How.ASSUMED, b.id(), Fixtures.T0));
    trees.a.delete("gone");
    trees.plan("gone", Choice.A_TO_B);
    trees.ledger.crashAt = trees.ledger.points + 2;
    assertThrows(MapLedger.Crash.class, trees::commit);
    trees.ledger.crashAt = -1;
    trees.disconnect();
    trees.b.write("gone", bytes("made anew"));
    trees.settle();
    assertNull(trees.ledger.baseline.get(RelPath.of("gone")));
    assertArrayEquals(bytes("made anew"), trees.b.read("gone"));
  }

  @Test
  void whatMovedAndWasEditedSinceIsAgreedAtItsNewName() throws Exception {
    TwoTrees trees = new TwoTrees();
    trees.a.write("new", bytes("content"));
    trees.b.write("old", bytes("content"));
    trees.b.setTime("old", trees.a.entry("new").mtime());
    Entry moved = trees.a.entry("new");
    trees.planMove("old", "new", false);
    trees.ledger.crashAt = trees.ledger.points + 2;
    assertThrows(MapLedger.Crash.class, trees::commit);
    trees.ledger.crashAt = -1;
    trees.disconnect();
    trees.b.write("new", bytes("edited since"));
    trees.settle();
    assertEquals(moved, agreed(trees, "new").entry());
    assertNotEquals(trees.b.entry("new").id(), agreed(trees, "new").b());
  }

  /** Of a move with an edit only the move was done: what is left is an edit, not a stranger. */
  @Test
  void whatWasEditedAndMovedIsAgreedAtItsNewNameWhenOnlyTheMoveWasDone() throws Exception {
    TwoTrees trees = new TwoTrees();
    trees.a.write("old", bytes("content"));
    trees.plan("old", Choice.A_TO_B);
    trees.commit();
    Agreed before = agreed(trees, "old");
    trees.a.move("old", "new");
    trees.a.write("new", bytes("and edited"));
    trees.ledger.forgetPlan();
    trees.planMove("old", "new", true);
    trees.ledger.crashAt = trees.ledger.points + 2;
    assertThrows(MapLedger.Crash.class, trees::commit);
    trees.ledger.crashAt = -1;
    trees.disconnect();
    assertArrayEquals(bytes("content"), trees.b.read("new"), "the move alone was done");
    trees.settle();
    assertNull(trees.ledger.baseline.get(RelPath.of("old")));
    assertEquals(before.sha256(), agreed(trees, "new").sha256());
    assertEquals(before.entry().size(), agreed(trees, "new").entry().size());
  }

  @Test
  void aConnectionMayBeLostAtEachPoint() throws Exception {
    losesAConnectionAtEachPoint(trees -> trees);
  }

  @Test
  void aConnectionMayBeLostAtEachPointOfBatchesThatGoTogether() throws Exception {
    losesAConnectionAtEachPoint(SettleTest::inSmallBatches);
  }

  private static void losesAConnectionAtEachPoint(UnaryOperator<TwoTrees> as) throws Exception {
    TwoTrees whole = as.apply(trees());
    AtomicInteger points = new AtomicInteger();
    whole.ends();
    whole.hook = (host, point) -> points.incrementAndGet();
    whole.commit();
    whole.hook = (host, point) -> {};
    assertTrue(points.get() > 30, "only " + points);
    for (int at = 0; at < points.get(); at++) {
      TwoTrees trees = as.apply(trees());
      trees.ends();
      AtomicInteger left = new AtomicInteger(at);
      trees.hook =
          (host, point) -> {
            if (left.getAndDecrement() == 0) {
              host.drop();
            }
          };
      try {
        trees.commit();
      } catch (HostException e) {
        assertTrue(left.get() < 0, e.getMessage());
      }
      assertSettles(trees, whole, "point " + at);
    }
  }
}
