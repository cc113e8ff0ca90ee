package org.duplexsync.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Column;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

/** Moves that a person would call special, each with an answer in which no content disappears. */
class MovesTest {
  private final Pair pair =
      new Pair()
          .file(Side.A, "x", 1, "09:00")
          .file(Side.A, "y", 2, "09:10")
          .directory(Side.A, "d")
          .file(Side.A, "d/one", 3, "09:20")
          .file(Side.A, "d/two", 5, "09:30")
          .agree("12:46");

  private void expectSettled() {
    assertEquals("", pair.world.differing());
    assertEquals(List.of(), pair.plan().items());
  }

  @Test
  void aMoveIsFollowedWithoutBytes() {
    pair.move(Side.A, "x", "z");
    PlanItem item = pair.plan().at("z");
    assertEquals(Bucket.MOVE, item.bucket());
    assertEquals("moved from x on A, agreed 12:46", item.reason());
    assertTrue(item.safe());
    assertEquals(1, pair.plan().items().size());
    assertEquals(List.of(), pair.commit());
    assertEquals(1, pair.content("z"));
    assertEquals(0, pair.content("x"));
    expectSettled();
  }

  @Test
  void aMoveCanBeTakenBack() {
    pair.move(Side.A, "x", "z");
    assertEquals(List.of(), pair.commit(Choice.B_TO_A));
    assertEquals(1, pair.content("x"));
    assertEquals(0, pair.content("z"));
    expectSettled();
  }

  @Test
  void aMoveOutOfWhatIsNoDirectoryAnyMoreCantBeTakenBack() {
    pair.move(Side.A, "d/one", "z").delete(Side.A, "d/two").delete(Side.A, "d");
    assertTrue(pair.plan().at("z").choices().contains(Choice.B_TO_A));
    pair.file(Side.A, "d", 7, "14:10");
    assertEquals(Set.of(Choice.A_TO_B, Choice.SKIP), pair.plan().at("z").choices());
    assertEquals(List.of(), pair.commit());
    assertEquals(3, pair.content("z"));
    assertEquals(7, pair.content("d"));
    expectSettled();
  }

  @Test
  void aMoveWithAnEditOnTheSameSideIsACreateAndADelete() {
    pair.move(Side.A, "x", "z").edit(Side.A, "z", 9, "14:10");
    assertEquals(Bucket.NEW, pair.plan().at("z").bucket());
    assertEquals(Bucket.DELETE, pair.plan().at("x").bucket());
    assertEquals(List.of(), pair.commit());
    assertEquals(9, pair.content("z"));
    assertEquals(1, pair.content("x"));
    expectSettled();
  }

  @Test
  void aMoveAgainstAnEditOnTheOtherSideKeepsBoth() {
    pair.move(Side.A, "x", "z").edit(Side.B, "x", 9, "14:10");
    assertEquals(
        "edited on B 14:10 and deleted on A, agreed 12:46; the edit is kept",
        pair.plan().at("x").reason());
    assertEquals(List.of(), pair.commit());
    assertEquals(1, pair.content("z"));
    assertEquals(9, pair.content("x"));
    expectSettled();
  }

  @Test
  void aMoveOntoAnExistingNameKeepsTheOldContentAsAVersion() {
    pair.move(Side.A, "x", "y");
    assertEquals(
        "moved from x on A, agreed 12:46; replaces what is there", pair.plan().at("y").reason());
    assertEquals(List.of(), pair.commit());
    assertEquals(1, pair.content("y"));
    assertEquals(Set.of(2), pair.world.versions);
    expectSettled();
  }

  @Test
  void aMoveOntoANameThatTheOtherSideEditedIsAConflict() {
    pair.move(Side.A, "x", "y").edit(Side.B, "y", 9, "14:10");
    assertEquals(Bucket.CONFLICT, pair.plan().at("y").bucket());
    assertEquals(Bucket.DELETE, pair.plan().at("x").bucket());
    pair.commit();
    assertTrue(pair.world.contents().containsAll(Set.of(1, 9)));
  }

  @Test
  void aSwapOfTwoNamesIsTwoMoves() {
    pair.swap(Side.A, "x", "y");
    assertInstanceOf(Change.Moved.class, pair.plan().at("x").changeA());
    assertInstanceOf(Change.Moved.class, pair.plan().at("y").changeA());
    assertEquals(List.of(), pair.commit());
    assertEquals(2, pair.content("x"));
    assertEquals(1, pair.content("y"));
    assertEquals(Set.of(), pair.world.versions);
    expectSettled();
  }

  @Test
  void aRotationOfLogsMovesAndCopiesOnlyTheNewest() {
    pair.move(Side.A, "y", "z").move(Side.A, "x", "y").file(Side.A, "x", 9, "14:20");
    assertEquals(Bucket.MOVE, pair.plan().at("z").bucket());
    assertEquals(Bucket.MOVE, pair.plan().at("y").bucket());
    assertEquals(Bucket.OVERWRITE, pair.plan().at("x").bucket());
    assertEquals(List.of(), pair.commit());
    assertEquals(9, pair.content("x"));
    assertEquals(1, pair.content("y"));
    assertEquals(2, pair.content("z"));
    expectSettled();
  }

  @Test
  void twoMovesOfOneFileAreOne() {
    pair.move(Side.A, "x", "z").move(Side.A, "z", "d/x");
    assertEquals("moved from x on A, agreed 12:46", pair.plan().at("d/x").reason());
    assertEquals(1, pair.plan().items().size());
    assertEquals(List.of(), pair.commit());
    expectSettled();
  }

  @Test
  void aMoveToDifferentNamesOnBothSidesKeepsBothNames() {
    pair.move(Side.A, "x", "on-a").move(Side.B, "x", "on-b");
    assertEquals(Bucket.NEW, pair.plan().at("on-a").bucket());
    assertEquals(Bucket.NEW, pair.plan().at("on-b").bucket());
    assertEquals(List.of(), pair.commit());
    assertEquals(1, pair.content("on-a"));
    assertEquals(1, pair.content("on-b"));
    expectSettled();
  }

  @Test
  void theSameMoveOnBothSidesIsAdopted() {
    pair.move(Side.A, "x", "z").move(Side.B, "x", "z");
    assertEquals(List.of(), pair.plan().items());
  }

  @Test
  void aWholeDirectoryIsOneMove() {
    pair.move(Side.A, "d", "e");
    assertEquals(1, pair.plan().items().size());
    assertEquals("moved from d on A, agreed 12:46", pair.plan().at("e").reason());
    assertEquals(List.of(), pair.commit());
    assertEquals(5, pair.content("e/two"));
    expectSettled();
  }

  @Test
  void aMovedDirectoryWithAStrangerOnTheOtherSideMovesEntryByEntry() {
    pair.move(Side.A, "d", "e").file(Side.B, "d/new", 9, "14:10");
    assertEquals(Bucket.MOVE, pair.plan().at("e/one").bucket());
    assertEquals(Choice.B_TO_A, pair.plan().at("d").proposal());
    assertTrue(pair.plan().at("d").reason().contains("kept, because of d/new"));
    assertEquals(List.of(), pair.commit());
    assertEquals(9, pair.content("d/new"));
    assertEquals(3, pair.content("e/one"));
    expectSettled();
  }

  @Test
  void aReusedInodeAloneIsNoMove() {
    pair.delete(Side.A, "x").file(Side.A, "z", 9, "14:10");
    assertEquals(Bucket.NEW, pair.plan().at("z").bucket());
    assertEquals(Bucket.DELETE, pair.plan().at("x").bucket());
  }

  @Test
  void aDeletedDirectoryWithAnEditInsideStaysWithTheEdit() {
    pair.policy = Policy.of(Column.RUNNING);
    pair.delete(Side.A, "d").edit(Side.B, "d/one", 9, "14:10");
    PlanItem directory = pair.plan().at("d");
    assertEquals(Choice.B_TO_A, directory.proposal());
    assertTrue(directory.reason().contains("kept, because of d/one (edited on B 14:10"));
    assertEquals(Choice.A_TO_B, pair.plan().at("d/two").proposal());
    assertEquals(List.of(), pair.commit());
    assertEquals(9, pair.content("d/one"));
    assertEquals(0, pair.content("d/two"));
    assertEquals(Set.of(5), pair.world.versions);
    expectSettled();
  }
}
