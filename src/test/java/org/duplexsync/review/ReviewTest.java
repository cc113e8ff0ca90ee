package org.duplexsync.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Column;
import org.duplexsync.model.Halt;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.Pick;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.PlanState;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.ReviewPolicy;
import org.duplexsync.model.Selection;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.Plans;
import org.duplexsync.store.Rows;
import org.duplexsync.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewTest {
  private static final String OPERATOR = "operator:ada";

  @TempDir Path dir;
  private Store store;
  private Plans plans;
  private long plan;
  private Review review;

  @BeforeEach
  void begin() {
    store = Store.open(dir, "web", InstantSource.fixed(Rows.T0));
    plans = store.plans("images");
    plan = plans.begin(1, Column.AT_START, Rows.T0, Map.of());
    try (BulkWriter<PlanRow> writer = plans.rows(plan).writer()) {
      writer.add(Rows.created("new1", 100));
      writer.add(Rows.created("new2", 28));
      writer.add(Rows.deleted("old1"));
      writer.add(Rows.deleted("old2"));
      writer.add(Rows.conflict("page1", Choice.B_TO_A));
      writer.add(Rows.conflict("page2", Choice.SKIP));
      writer.add(Rows.blocked("secret"));
    }
    review = Review.open(store, "images", plan);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void ready() {
    plans.state(plan, PlanState.READY);
  }

  private List<String> paths(Approval approval) {
    ApprovedPlan approved = assertInstanceOf(Approval.Approved.class, approval).plan();
    List<String> paths = new ArrayList<>();
    try (Cursor<PlanRow> rows = approved.read(store)) {
      rows.forEachRemaining(row -> paths.add(row.path().toString()));
    }
    assertEquals(approved.rows(), paths.size());
    return paths;
  }

  @Test
  void nothingIsApprovedWhileThePlanIsBuilt() {
    assertInstanceOf(Approval.Refused.class, review.approveAll(OPERATOR, DeleteCheck.NONE));
  }

  @Test
  void aPlanThatIsNotThereCantBeReviewed() {
    assertThrows(IllegalArgumentException.class, () -> Review.open(store, "images", plan + 1));
    assertThrows(IllegalArgumentException.class, () -> Review.open(store, "other", plan));
  }

  @Test
  void theSummarySpellsTheEffect() {
    ready();
    assertEquals(new Summary(5, 1, 2, 2, 0, 2, 1, 148), review.all());
    assertEquals(new Summary(2, 0, 2, 0, 0, 5, 2, 128), review.safe());
    assertEquals(new Summary(0, 0, 0, 0, 0, 7, 2, 0), review.decided());
    review.decide(RelPath.of("page2"), Choice.A_TO_B, OPERATOR);
    review.decide(RelPath.of("old1"), Choice.B_TO_A, OPERATOR);
    assertEquals(new Summary(2, 1, 1, 0, 0, 5, 1, 20), review.decided());
  }

  @Test
  void onlyWhatWasDecidedGoes() {
    ready();
    review.decide(Selection.of(Bucket.NEW), Pick.of(Choice.A_TO_B), OPERATOR);
    review.decide(RelPath.of("new2"), Choice.SKIP, OPERATOR);
    assertEquals(List.of("new1"), paths(review.approve(OPERATOR, DeleteCheck.NONE)));
    assertInstanceOf(Approval.Nothing.class, review.approve(OPERATOR, DeleteCheck.NONE));
    assertEquals(PlanState.APPROVED, review.header().state());
  }

  @Test
  void safeTakesNoDeleteAndNoConflict() {
    ready();
    assertEquals(List.of("new1", "new2"), paths(review.approveSafe(OPERATOR)));
  }

  @Test
  void whatTheOperatorTurnedRoundIsNotSafeAnyMore() {
    ready();
    review.decide(RelPath.of("new1"), Choice.B_TO_A, OPERATOR);
    assertEquals(List.of("new2"), paths(review.approveSafe("policy:when-unsafe")));
  }

  @Test
  void allTakesEveryDefaultButLeavesWhatIsHeldOrBlocked() {
    ready();
    assertEquals(
        List.of("new1", "new2", "old1", "old2", "page1"),
        paths(review.approveAll(OPERATOR, DeleteCheck.NONE)));
  }

  @Test
  void manyDeletesAreTyped() {
    ready();
    assertInstanceOf(Approval.Refused.class, review.approveAll(OPERATOR, new DeleteCheck(1, null)));
    assertInstanceOf(Approval.Refused.class, review.approveAll(OPERATOR, new DeleteCheck(1, 3L)));
    assertInstanceOf(Approval.Approved.class, review.approveAll(OPERATOR, new DeleteCheck(1, 2L)));
  }

  @Test
  void aHaltStopsPersonsAndPoliciesUntilItIsAcknowledged() {
    ready();
    plans.raise(plan, List.of(new Halt.FilterChanged()));
    Approval.Refused refused =
        assertInstanceOf(
            Approval.Refused.class, review.approveByPolicy(ReviewPolicy.NEVER, Column.RUNNING));
    assertTrue(refused.reasons().getFirst().contains("FilterChanged"));
    assertInstanceOf(Approval.Refused.class, review.approveSafe(OPERATOR));
    review.acknowledge(review.header().halts().getFirst(), OPERATOR);
    assertInstanceOf(Approval.Approved.class, review.approveSafe(OPERATOR));
    assertEquals(OPERATOR, review.header().halts().getFirst().acknowledgedBy());
    assertNotNull(review.header().halts().getFirst().acknowledgedAt());
  }

  @Test
  void policiesGoThroughTheSameDoor() {
    ready();
    assertInstanceOf(
        Approval.Nothing.class, review.approveByPolicy(ReviewPolicy.ALWAYS, Column.AT_START));
    Approval safe = review.approveByPolicy(ReviewPolicy.WHEN_UNSAFE, Column.RUNNING);
    assertEquals(List.of("new1", "new2"), paths(safe));
    assertEquals("policy:review-on-return", ((Approval.Approved) safe).plan().by());
    Approval rest = review.approveByPolicy(ReviewPolicy.NEVER, Column.AT_START);
    assertEquals(List.of("old1", "old2", "page1"), paths(rest));
  }

  @Test
  void aHalfDoneReviewSurvivesARestart() {
    ready();
    review.decide(RelPath.of("page1"), Choice.A_TO_B, OPERATOR);
    review.decide(RelPath.of("old1"), Choice.B_TO_A, OPERATOR);
    store.close();
    store = Store.open(dir, "web", InstantSource.fixed(Rows.T0.plusSeconds(60)));
    review = Review.open(store, "images", plan);
    assertEquals(2, review.decided().rows());
    assertEquals(1, review.undo());
    assertEquals(List.of("page1"), paths(review.approve(OPERATOR, DeleteCheck.NONE)));
    PlanRow row = store.plans("images").rows(plan).get(RelPath.of("page1"));
    assertNotNull(row);
    assertNotNull(row.decision());
    assertEquals(Rows.T0, row.decision().at());
  }

  @Test
  void whatFailedCanBeTriedAgain() {
    ready();
    review.approveSafe(OPERATOR);
    plans
        .rows(plan)
        .outcomes(
            Map.of(
                RelPath.of("new1"), new Outcome.Failed("no space left"),
                RelPath.of("new2"), new Outcome.Done(null, null)));
    assertEquals(1, review.retryFailed());
    assertEquals(List.of("new1"), paths(review.approve(OPERATOR, DeleteCheck.NONE)));
    assertEquals(1, review.reopenUnfinished());
    assertEquals(List.of("new1"), paths(review.approve(OPERATOR, DeleteCheck.NONE)));
  }

  @Test
  void resetMakesRowsWaitAgain() {
    ready();
    review.decide(Selection.ALL, new Pick.Proposal(), OPERATOR);
    assertEquals(7, review.reset(plansPaths(), OPERATOR));
    assertInstanceOf(Approval.Nothing.class, review.approve(OPERATOR, DeleteCheck.NONE));
    assertEquals(7, review.undo());
    assertEquals(7, review.redo());
  }

  private List<RelPath> plansPaths() {
    return plans.rows(plan).page(Selection.ALL, null, 100).stream().map(PlanRow::path).toList();
  }
}
