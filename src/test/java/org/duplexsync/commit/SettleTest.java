package org.duplexsync.commit;

import static org.duplexsync.commit.TwoTrees.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.duplexsync.host.HostException;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

/** The engine ends, or a connection is lost, at each point of a commit in turn. */
class SettleTest {
  private static final Set<String> PATHS =
      Set.of("x", "y", "new", "gone", "d", "d/in", "was-dir", "was-dir/in", "was-file", "link");

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
    TwoTrees whole = trees();
    whole.commit();
    int points = whole.ledger.points;
    assertTrue(points >= 6, "only " + points);
    for (int at = 0; at < points; at++) {
      TwoTrees trees = trees();
      trees.ledger.crashAt = at;
      try {
        trees.commit();
      } catch (MapLedger.Crash e) {
        assertEquals(at + 1, trees.ledger.points);
      }
      assertSettles(trees, whole, "transaction " + at);
    }
  }

  @Test
  void aConnectionMayBeLostAtEachPoint() throws Exception {
    TwoTrees whole = trees();
    AtomicInteger points = new AtomicInteger();
    whole.ends();
    whole.hook = (host, point) -> points.incrementAndGet();
    whole.commit();
    whole.hook = (host, point) -> {};
    assertTrue(points.get() > 30, "only " + points);
    for (int at = 0; at < points.get(); at++) {
      TwoTrees trees = trees();
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
