package org.duplexsync.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Column;
import org.duplexsync.model.ConflictPolicy;
import org.duplexsync.model.DeletePolicy;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

class ClassifyTest {
  private final Pair pair = new Pair().file(Side.A, "x", 1, "09:00").agree("12:46");

  private PlanItem item() {
    return pair.plan().at("x");
  }

  @Test
  void aTouchIsMetadataBecauseContentDecides() {
    pair.edit(Side.A, "x", 1, "14:00");
    assertEquals(Bucket.METADATA, item().bucket());
    assertEquals("time set from 09:00 to 14:00 on A 14:00", item().reason());
  }

  @Test
  void anEditOfWhatNobodyHasReadIsAConflict() {
    pair.assume("12:46").edit(Side.A, "x", 8, "14:00");
    assertEquals(Bucket.CONFLICT, item().bucket());
    assertEquals(Choice.A_TO_B, item().proposal());
    assertFalse(item().safe());
    assertEquals(
        "taken for equal by size and time, but never compared: file on B 09:00 and on A 14:00; A is newer",
        item().reason());
  }

  @Test
  void aDeleteOfWhatNobodyHasReadWaits() {
    pair.assume("12:46").delete(Side.A, "x");
    assertEquals(Choice.B_TO_A, item().proposal(), "at start it comes back anyway");
    pair.policy = Policy.of(Column.RUNNING);
    assertEquals(Bucket.DELETE, item().bucket());
    assertEquals(Choice.SKIP, item().proposal());
    assertTrue(item().reason().contains("only taken for the same by size and time"));
  }

  @Test
  void anOlderTimeThanWhatNobodyHasReadWaits() {
    pair.assume("12:46").edit(Side.A, "x", 9, "08:00");
    assertEquals(Choice.SKIP, item().proposal());
    assertTrue(item().reason().startsWith("went back in time on A"), item().reason());
  }

  @Test
  void anEditAndAModeAreBothTaken() {
    pair.edit(Side.A, "x", 9, "14:00").chmod(Side.B, "x", 0600, "15:00");
    assertEquals(Choice.MERGE_FIELDS, item().proposal());
    assertTrue(item().safe());
    assertEquals(
        "edited on A 14:00 and mode changed on B 15:00, agreed 12:46;"
            + " both are taken: content from A, mode from B",
        item().reason());
    assertEquals(List.of(), pair.commit());
    assertEquals("", pair.world.differing());
    assertEquals(9, pair.content("x"));
  }

  @Test
  void aStandingSetuidIsNotTakenAwayUnasked() {
    var standing = new Pair().file(Side.A, "x", 1, "09:00").agree("12:46");
    standing.chmod(Side.A, "x", 04644, "13:00");
    assertEquals(Bucket.CONFLICT, edited(standing).bucket(), "set since it was agreed");
    standing = new Pair().file(Side.A, "x", 1, "09:00");
    standing.chmod(Side.A, "x", 04644, "09:00").agree("12:46");
    PlanItem item = edited(standing);
    assertEquals(Bucket.CONFLICT, item.bucket());
    assertEquals(Choice.SKIP, item.proposal());
    assertFalse(item.safe());
    assertTrue(
        item.reason().contains("; the file on A sets ids (mode 4644), which would fall away"),
        item.reason());
  }

  private static PlanItem edited(Pair pair) {
    return pair.edit(Side.B, "x", 9, "14:00").plan().at("x");
  }

  @Test
  void setuidNeverMeetsContentOfTheOtherSideUnasked() {
    pair.edit(Side.A, "x", 9, "14:00").chmod(Side.B, "x", 04755, "15:00");
    assertEquals(Bucket.CONFLICT, item().bucket());
    assertEquals(Choice.SKIP, item().proposal());
    assertTrue(item().reason().contains("the mode 4755 on B would give its rights"));
  }

  @Test
  void modesSetDifferentlyAreAConflictOfWhichTheNewerIsProposed() {
    pair.chmod(Side.A, "x", 0600, "14:00").chmod(Side.B, "x", 0755, "15:00");
    assertEquals(Bucket.CONFLICT, item().bucket());
    assertEquals(Choice.B_TO_A, item().proposal());
    pair.policy = Policy.of(Column.RUNNING);
    assertEquals(Choice.SKIP, item().proposal());
  }

  @Test
  void newerIsNotTrustedWhenTheClocksAreFurtherApart() {
    pair.edit(Side.A, "x", 8, "14:00").edit(Side.B, "x", 9, "14:03");
    assertEquals(Choice.B_TO_A, item().proposal());
    pair.clocks = new Clocks(Duration.ofMinutes(-4), Duration.ZERO, null, null);
    assertEquals(Choice.SKIP, item().proposal());
    assertEquals(
        "edited on A 14:00 and on B 14:03, agreed 12:46;"
            + " the servers' clocks are 4 min apart, so neither is surely newer",
        item().reason());
    pair.clocks = new Clocks(null, Duration.ZERO, null, null);
    assertEquals(Choice.SKIP, item().proposal());
  }

  @Test
  void timesInTheFutureAreNotTrusted() {
    pair.edit(Side.A, "x", 8, "14:00").edit(Side.B, "x", 9, "23:00");
    pair.clocks = new Clocks(Duration.ZERO, Duration.ZERO, Pair.at("16:00"), Pair.at("16:00"));
    assertEquals(Choice.SKIP, item().proposal());
    assertTrue(item().reason().contains("B's time lies in the future"));
  }

  @Test
  void anOlderTimeThanAgreedIsNeverSafe() {
    pair.edit(Side.A, "x", 9, "08:00");
    assertEquals(Choice.A_TO_B, item().proposal());
    assertFalse(item().safe());
    assertEquals(
        "went back in time on A: its 08:00 is older than the agreed 09:00", item().reason());
  }

  @Test
  void whileRunningThePolicyDecidesAboutConflicts() {
    pair.edit(Side.A, "x", 8, "14:00").edit(Side.B, "x", 9, "14:03");
    assertEquals(Choice.B_TO_A, running(ConflictPolicy.NEWER));
    assertEquals(Choice.SKIP, running(ConflictPolicy.HOLD));
    assertEquals(Choice.KEEP_BOTH, running(ConflictPolicy.KEEP_BOTH));
    assertEquals(Choice.A_TO_B, running(ConflictPolicy.A));
    assertEquals(Choice.B_TO_A, running(ConflictPolicy.B));
  }

  private Choice running(ConflictPolicy conflict) {
    pair.policy = new Policy(Column.RUNNING, conflict, DeletePolicy.PROPAGATE, false, false);
    return item().proposal();
  }

  @Test
  void keepingBothLeavesTwoFilesOnBothSides() {
    pair.edit(Side.A, "x", 8, "14:00").edit(Side.B, "x", 9, "14:03");
    assertEquals(List.of(), pair.commit(Choice.KEEP_BOTH));
    assertEquals(9, pair.content("x"));
    assertEquals(8, pair.content("x.of-A"));
    assertEquals(List.of(), pair.plan().items());
  }

  @Test
  void twoDirectoriesOfOneNameAreNoTwoThingsToKeep() {
    pair.delete(Side.A, "x").delete(Side.B, "x");
    pair.directory(Side.A, "x").directory(Side.B, "x").chmod(Side.A, "x", 0700, "15:00");
    assertEquals(Bucket.CONFLICT, item().bucket());
    assertEquals(Set.of(Choice.A_TO_B, Choice.B_TO_A, Choice.SKIP), item().choices());
    assertEquals(List.of(), pair.commit(Choice.A_TO_B));
    assertEquals(List.of(), pair.plan().items());
  }

  @Test
  void aKnownDeleteIsNeverSafeWhicheverWayItsDefaultPoints() {
    pair.delete(Side.B, "x");
    assertEquals(Choice.A_TO_B, item().proposal());
    assertFalse(item().safe());
    pair.policy = Policy.of(Column.RUNNING);
    assertEquals(Choice.B_TO_A, item().proposal());
    assertFalse(item().safe());
  }

  @Test
  void inACutListingNothingIsDeleted() {
    pair.delete(Side.B, "x");
    Terms complete = pair.terms();
    Terms cut =
        new Terms(
            complete.policy(),
            complete.clocks(),
            complete.now(),
            complete.zone(),
            new Terms.Incomplete(null, "find was killed"));
    PlanItem item = Planner.plan(pair.world, cut).at("x");
    assertEquals(Bucket.BLOCKED, item.bucket());
    assertEquals("on B: the listing is incomplete: find was killed", item.reason());
  }

  @Test
  void datesAreToldUnlessItWasToday() {
    pair.world.base.clear();
    pair.delete(Side.B, "x");
    Terms now = pair.terms();
    Terms later =
        Terms.of(now.policy(), now.clocks(), now.now().plus(Duration.ofDays(1)), now.zone());
    assertEquals("created on A 2016-12-05 09:00", Planner.plan(pair.world, later).at("x").reason());
  }
}
