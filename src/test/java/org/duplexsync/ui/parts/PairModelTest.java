package org.duplexsync.ui.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.control.CompareOptions;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.control.RowQuery;
import org.duplexsync.model.Choice;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Pick;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Request;
import org.duplexsync.model.Side;
import org.duplexsync.ui.OwnWindowThread;
import org.duplexsync.ui.PagedPair;
import org.duplexsync.ui.SampleRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PairModelTest {
  private final OwnWindowThread window = new OwnWindowThread();
  private final PagedPair engine = new PagedPair(SampleRows.everyCase());
  private final PairModel model =
      new PairModel(engine, engine.info(), window.background, "operator:test");

  @BeforeEach
  void start() {
    model.start();
    window.until("open", () -> model.idle() && model.previewProperty().get().isPresent());
  }

  @AfterEach
  void close() {
    model.close();
    window.close();
  }

  private long rows() {
    return model.planProperty().get().map(PlanSummary::rows).orElse(0L);
  }

  private int times(String call) {
    return (int) engine.asked().stream().filter(one -> one.startsWith(call)).count();
  }

  @Test
  void theStoredPlanIsThereBeforeAnythingIsCompared() {
    assertEquals(10, rows());
    assertEquals(0, times("compare"));
  }

  @Test
  void oneThingIsUnderWayAtATimeAndCanBeCancelled() {
    CountDownLatch gate = new CountDownLatch(1);
    engine.holds(gate);
    model.compare();
    assertEquals(PairModel.Busy.COMPARING, model.busyProperty().get());
    model.compare();
    model.approve(OptionalLong.empty());
    window.until("told", () -> model.stateProperty().get() instanceof EngineState.Comparing);
    model.cancel();
    window.until("over", model::idle);
    assertEquals(1, times("compare"));
    assertEquals(0, times("approve"));
    assertEquals(1, times("cancel"));
  }

  @Test
  void troubleIsSaidInPlaceAndTheLastPlanStays() {
    engine.fails(new ControlException("tgt-b: no route to host"));
    model.compare();
    window.until("said", () -> model.troubleProperty().get().contains("no route to host"));
    assertTrue(model.idle());
    assertEquals(10, rows());
    engine.fails(null);
    model.compare();
    assertEquals("", model.troubleProperty().get(), "a new attempt is not under an old cloud");
    window.until("compared", model::idle);
  }

  @Test
  void anApprovalEndsInAReport() {
    model.approve(OptionalLong.empty());
    window.until("ended", () -> model.idle() && model.reportProperty().get().isPresent());
    assertTrue(model.reportProperty().get().orElseThrow().done() > 0);
    window.until("counted anew", () -> rows() < 10);
  }

  private void refused() {
    model.approve(OptionalLong.empty());
    window.until("refused", () -> model.idle() && !model.troubleProperty().get().isEmpty());
    assertEquals(0, times("approve"));
    assertTrue(model.troubleProperty().get().startsWith("Nothing was approved"));
  }

  /** As a terminal at the same engine does. */
  private void comparedElsewhere() throws ControlException {
    engine.compare(new CompareOptions(true, null));
  }

  @Test
  void anotherPlanThanTheOneThatWasReadIsNotApproved() throws Exception {
    comparedElsewhere();
    refused();
    window.until("counted anew", () -> model.planProperty().get().orElseThrow().planId() == 2);
    model.approve(OptionalLong.empty());
    window.until("approved", () -> model.idle() && times("approve") == 1);
  }

  @Test
  void whatGoesByAnotherChoiceThanTheButtonSaidIsNotApproved() {
    model.mode(ApproveMode.ALL);
    refused();
  }

  @Test
  void aDecisionTakenAMomentAgoIsInWhatWasApprovedOrNothingIs() {
    model.decide(List.of(firstSafe()), Pick.of(Choice.SKIP));
    refused();
  }

  private RelPath firstSafe() {
    return engine.rows(RowQuery.ALL).stream()
        .filter(row -> row.item().safe())
        .findFirst()
        .orElseThrow()
        .item()
        .path();
  }

  @Test
  void whatATerminalComparedMeanwhileIsShown() throws Exception {
    int revision = model.revisionProperty().get();
    comparedElsewhere();
    window.until("read", () -> model.planProperty().get().orElseThrow().planId() == 2);
    window.until("rows too", () -> model.revisionProperty().get() > revision);
    assertTrue(model.idle());
  }

  @Test
  void nothingIsDecidedWhileItIsCompared() {
    engine.holds(new CountDownLatch(1));
    model.compare();
    model.decide(RowQuery.ALL, Pick.of(Choice.SKIP));
    model.undo();
    model.cancel();
    window.until("over", model::idle);
    assertEquals(0, engine.decidedRows() + times("undo"));
  }

  @Test
  void whatIsAskedForFromTheTreesIsSaidWhenItStandsInThePlan() {
    model.request(new Request.Copy(RelPath.of("css/site.css"), Side.A));
    window.until("said", () -> !model.noticeProperty().get().isEmpty());
    assertTrue(model.noticeProperty().get().contains("css/site.css"));
    assertTrue(model.idle());
  }

  @Test
  void anExclusionIsFollowedByACompare() {
    model.exclude(RelPath.of("private"));
    window.until("compared", () -> times("compare") == 1 && model.idle());
    assertTrue(engine.asked().contains("exclude private"));
  }

  @Test
  void manyStatesInAMomentAreOneUpdate() {
    int[] heard = {0};
    model.stateProperty().addListener((_, _, _) -> heard[0]++);
    for (int i = 0; i < 1000; i++) {
      engine.publish(new EngineState.Comparing(i, i, 0, RelPath.ROOT, java.time.Instant.EPOCH));
    }
    window.until(
        "the last",
        () ->
            model.stateProperty().get() instanceof EngineState.Comparing now
                && now.entriesA() == 999);
    assertTrue(heard[0] < 20, "heard " + heard[0]);
  }

  @Test
  void nothingOfItRunsOnTheWindowsThread() {
    model.compare();
    window.until("compared", model::idle);
    assertEquals(List.of(), engine.onWindow());
    assertFalse(engine.asked().isEmpty());
  }
}
