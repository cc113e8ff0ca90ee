package org.duplexsync.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Column;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

class DirectoriesTest {
  private final Pair pair =
      new Pair()
          .directory(Side.A, "d")
          .file(Side.A, "d/one", 1, "09:00")
          .file(Side.A, "d/two", 2, "09:10")
          .agree("12:46");

  @Test
  void aDirectoryGoesWithAllThatIsInIt() {
    pair.policy = Policy.of(Column.RUNNING);
    pair.delete(Side.A, "d");
    assertEquals(List.of(), pair.commit());
    assertEquals(Set.of(), pair.world.b.nodes.keySet());
    assertEquals(Set.of(1, 2), pair.world.versions);
  }

  @Test
  void aFileMadeInsideKeepsIt() {
    pair.policy = Policy.of(Column.RUNNING);
    pair.delete(Side.A, "d").file(Side.B, "d/new", 9, "14:10");
    assertTrue(
        pair.plan().at("d").reason().contains("kept, because of d/new (created on B 14:10)"));
    assertEquals(List.of(), pair.commit());
    assertEquals(9, pair.content("d/new"));
    assertEquals(0, pair.content("d/one"));
  }

  @Test
  void aPlaceThatCannotBeReadKeepsIt() {
    pair.policy = Policy.of(Column.RUNNING);
    pair.directory(Side.B, "d/secret").delete(Side.A, "d");
    pair.world.b.closed.put(RelPath.of("d/secret"), "Permission denied");
    PlanItem directory = pair.plan().at("d");
    assertEquals(Choice.SKIP, directory.proposal());
    assertTrue(directory.reason().contains("kept, because of d/secret"));
    assertEquals(Bucket.BLOCKED, pair.plan().at("d/secret").bucket());
  }

  @Test
  void somethingExcludedInsideKeepsIt() {
    pair.policy = Policy.of(Column.RUNNING);
    pair.file(Side.B, "d/x.swp", 9, "14:10").delete(Side.A, "d");
    pair.world.excluded.add(RelPath.of("d/x.swp"));
    PlanItem directory = pair.plan().at("d");
    assertEquals(Choice.SKIP, directory.proposal());
    assertTrue(directory.reason().contains("kept, because of d/x.swp (excluded)"));
  }

  @Test
  void somethingExcludedInsideBlocksTheFileThatTookItsPlace() {
    pair.delete(Side.A, "d").file(Side.A, "d", 9, "14:10").file(Side.B, "d/x.swp", 9, "14:00");
    pair.world.excluded.add(RelPath.of("d/x.swp"));
    PlanItem item = pair.plan().at("d");
    assertEquals(Bucket.BLOCKED, item.bucket());
    assertEquals(Set.of(Choice.SKIP), item.choices());
    assertTrue(item.reason().contains("because of d/x.swp (excluded) in it"), item.reason());
  }

  @Test
  void whatWasInADirectoryThatBecameAFileGoesWithIt() {
    pair.delete(Side.A, "d").file(Side.A, "d", 9, "14:10");
    assertEquals(Bucket.RETYPE, pair.plan().at("d").bucket());
    assertFalse(pair.plan().at("d").safe());
    assertEquals(Choice.A_TO_B, pair.plan().at("d/one").proposal());
    assertEquals(List.of(), pair.commit());
    assertEquals(9, pair.content("d"));
    assertEquals(Set.of(1, 2), pair.world.versions);
  }

  @Test
  void aDirectoryThatBecameAFileWaitsForAnEditInside() {
    pair.delete(Side.A, "d").file(Side.A, "d", 9, "14:10").edit(Side.B, "d/one", 8, "14:20");
    assertEquals(Bucket.CONFLICT, pair.plan().at("d").bucket());
    for (PlanItem item : pair.plan().items()) {
      assertEquals(Choice.SKIP, item.proposal(), item.reason());
    }
    assertEquals(List.of(), pair.commit());
    assertEquals(Set.of(2, 8, 9), pair.world.contents());
  }
}
