package org.duplexsync.ui.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.RowFilter;
import org.duplexsync.control.RowOrder;
import org.duplexsync.control.RowQuery;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Pick;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.FakeLive;
import org.duplexsync.ui.OwnWindowThread;
import org.duplexsync.ui.PagedPair;
import org.duplexsync.ui.SampleRows;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.parts.Words;
import org.duplexsync.ui.table.Slot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviewModelTest {
  private final OwnWindowThread window = new OwnWindowThread();
  private final PagedPair engine = new PagedPair(SampleRows.everyCase());
  private final PairModel pair =
      new PairModel(engine, engine.info(), window.background, "operator:test");
  private final ReviewModel model =
      new ReviewModel(
          pair, new Words(engine.info(), InstantSource.fixed(FakeLive.SINCE), ZoneOffset.UTC));

  @BeforeEach
  void start() {
    pair.start();
    untilRows(10);
    window.until("the numbers are there", () -> pair.previewProperty().get().isPresent());
  }

  @AfterEach
  void close() {
    pair.close();
    window.close();
  }

  private List<PlanRow> rows() {
    return model.rowsProperty().get().stream().map(Slot::row).filter(Objects::nonNull).toList();
  }

  private void untilRows(int count) {
    window.until(
        count + " rows",
        () -> model.rowsProperty().get().size() == count && rows().size() == count);
  }

  private PlanRow row(String path) {
    return rows().stream()
        .filter(row -> row.item().path().equals(RelPath.of(path)))
        .findFirst()
        .orElseThrow();
  }

  private Picked picked(int place) {
    Picked one = new Picked();
    one.are(List.of(place), model.rowsProperty().get());
    return one;
  }

  private void untilDecided(String path, Choice choice) {
    window.until(
        path + " " + choice,
        () -> {
          var decision = row(path).decision();
          return decision != null && decision.choice() == choice;
        });
  }

  @Test
  void kindsAndWordsNarrowTheRowsAndAreTakenBackTogether() {
    model.sieve().toggle(Bucket.CONFLICT);
    untilRows(2);
    model.sieve().toggle(Bucket.DELETE);
    untilRows(3);
    model.filterProperty().set("images");
    untilRows(1);
    assertTrue(model.isFiltered());
    model.clearFilter();
    untilRows(10);
    assertFalse(model.isFiltered());
  }

  @Test
  void whatMeansNothingIsKeptToBeSaidAndHidesNothing() {
    model.filterProperty().set("is:purple");
    assertEquals(List.of("is:purple"), model.sieve().parsedProperty().get().unknown());
    untilRows(10);
  }

  @Test
  void theNextConflictIsFoundFromTheTopAgainAfterTheLast() {
    int[] found = {-1};
    model.nextConflict(null, place -> found[0] = place);
    window.until("the first", () -> found[0] == 0);
    model.nextConflict(RelPath.of("cgi/report.pl"), place -> found[0] = place);
    window.until("the second", () -> found[0] == 2);
    model.nextConflict(RelPath.of("cgi/updatetestfile.cgi"), place -> found[0] = place);
    window.until("the first again", () -> found[0] == 0);
  }

  @Test
  void whatIsDecidedIsTheRowSeenAlsoIfAnotherHasComeToItsPlace() throws Exception {
    model.filterProperty().set("is:undecided");
    window.until("filtered", () -> !model.rowsProperty().get().query().filter().isNone());
    RelPath seen = rows().getFirst().item().path();
    // elsewhere, not heard of yet: the list has moved up
    engine.pick(List.of(seen), Pick.of(Choice.SKIP), "operator:other");
    model.decide(picked(0), new Pick.Reset());
    window.until("taken back", () -> engine.asked().contains("reset " + seen));
    window.until("nothing is decided", () -> engine.decidedRows() == 0);
  }

  @Test
  void decisionsAreMineUntilTheyAreResetOrUndone() {
    model.decide(List.of(RelPath.of("cgi/report.pl")), Choice.B_TO_A);
    untilDecided("cgi/report.pl", Choice.B_TO_A);
    assertEquals(Choice.B_TO_A, ReviewModel.choice(row("cgi/report.pl")));
    model.reset(List.of(RelPath.of("cgi/report.pl")));
    window.until("reset", () -> row("cgi/report.pl").decision() == null);
    assertEquals(Choice.A_TO_B, ReviewModel.choice(row("cgi/report.pl")), "the proposal stands");
    pair.undo();
    untilDecided("cgi/report.pl", Choice.B_TO_A);
    pair.redo();
    window.until("again", () -> row("cgi/report.pl").decision() == null);
  }

  @Test
  void spaceLeavesOutAndTakesInAgain() {
    Picked place = picked(1);
    model.include(List.of(row("cgi/status.cgi")), place);
    untilDecided("cgi/status.cgi", Choice.SKIP);
    model.include(List.of(row("cgi/status.cgi")), place);
    window.until("in again", () -> row("cgi/status.cgi").decision() == null);
  }

  @Test
  void whatIsShownAndAWholeKindAreDecidedInOneStep() {
    model.show(Set.of(Bucket.CONFLICT));
    untilRows(2);
    model.decideShown(Pick.of(Choice.SKIP));
    untilDecided("cgi/report.pl", Choice.SKIP);
    assertEquals(2, engine.decidedRows());
    model.show(Set.of());
    untilRows(10);
    pair.decide(RowQuery.of(Set.of(Bucket.NEW), RowFilter.NONE), Pick.of(Choice.SKIP));
    untilDecided("images/tgt-a-new1.png", Choice.SKIP);
    assertEquals(4, engine.decidedRows());
  }

  @Test
  void aFolderIsDecidedInOneStepAndOnlyWhatIsShownOfIt() {
    assertEquals(RelPath.of("cgi"), ReviewModel.folder(row("cgi/report.pl")));
    assertNull(ReviewModel.folder(row("current")), "it lies in no folder");
    model.decideFolder(RelPath.of("cgi"), Pick.of(Choice.SKIP));
    untilDecided("cgi/status.cgi", Choice.SKIP);
    assertEquals(3, engine.decidedRows());
    pair.undo();
    window.until("undone as one", () -> row("cgi/status.cgi").decision() == null);
    assertEquals(0, engine.decidedRows());
    model.show(Set.of(Bucket.CONFLICT));
    untilRows(2);
    model.decideFolder(RelPath.of("cgi"), Pick.of(Choice.SKIP));
    untilDecided("cgi/report.pl", Choice.SKIP);
    assertEquals(2, engine.decidedRows(), "the edit in cgi is not shown");
  }

  @Test
  void sortingAsksForAnotherOrderAndOnlyThen() {
    int before = times("page");
    model.sort(RowOrder.BY_PATH);
    assertEquals(before, times("page"));
    model.sort(new RowOrder(RowOrder.Key.SIZE_A, true));
    window.until(
        "the largest first",
        () -> rows().getFirst().item().path().equals(RelPath.of("images/banner.png")));
  }

  private int times(String call) {
    return (int) engine.asked().stream().filter(call::equals).count();
  }

  @Test
  void nothingIsApprovedBeforeWhatHasToBeReadAndTypedWas() {
    assertNull(model.whyNotApprove(""));
    engine.asksForTheCount();
    model.decide(List.of(RelPath.of("images/imgfile3.png")), Choice.B_TO_A);
    window.until("the count is wanted", () -> model.whyNotApprove("") != null);
    model.approve("");
    assertEquals(0, approvals());
    long deletes = pair.previewProperty().get().orElseThrow().deletes();
    assertNull(model.whyNotApprove(" " + deletes + " "));
    model.approve(Long.toString(deletes));
    window.until("approved", () -> pair.idle() && pair.reportProperty().get().isPresent());
    assertEquals(1, approvals());
  }

  private int approvals() {
    return (int) engine.asked().stream().filter(call -> call.startsWith("approve")).count();
  }

  @Test
  void theThreeWaysToApproveFollowOneAnother() {
    assertEquals(ApproveMode.DECIDED, pair.modeProperty().get());
    model.nextMode();
    assertEquals(ApproveMode.ALL, pair.modeProperty().get());
    model.nextMode();
    assertEquals(ApproveMode.SAFE, pair.modeProperty().get());
    model.nextMode();
    assertEquals(ApproveMode.DECIDED, pair.modeProperty().get());
  }
}
