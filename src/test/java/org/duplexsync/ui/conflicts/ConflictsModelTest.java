package org.duplexsync.ui.conflicts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.duplexsync.model.Choice;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.Pick;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.FakeLive;
import org.duplexsync.ui.OwnWindowThread;
import org.duplexsync.ui.PagedPair;
import org.duplexsync.ui.SampleRows;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.parts.Words;
import org.duplexsync.ui.review.ReviewModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConflictsModelTest {
  private final OwnWindowThread window = new OwnWindowThread();
  private final PagedPair engine = new PagedPair(SampleRows.everyCase());
  private final PairModel pair =
      new PairModel(engine, engine.info(), window.background, "operator:test");
  private final ConflictsModel model =
      new ConflictsModel(
          new ReviewModel(
              pair, new Words(engine.info(), InstantSource.fixed(FakeLive.SINCE), ZoneOffset.UTC)));

  @BeforeEach
  void start() {
    pair.start();
    window.until("the plan is read", pair::idle);
  }

  @AfterEach
  void close() {
    pair.close();
    window.close();
  }

  private List<String> paths() {
    return model.rows().rowsProperty().get().stream()
        .map(slot -> slot.row())
        .filter(Objects::nonNull)
        .map(row -> row.item().path().toString())
        .toList();
  }

  private static LiveStatus waiting(long rows) {
    return new LiveStatus(0, 0, rows, FakeLive.SINCE, 0, 0, List.of());
  }

  @Test
  void whatAnApprovalTakesBesideThemIsCounted() {
    window.until("counted", () -> pair.previewProperty().get().isPresent());
    long safe = pair.previewProperty().get().orElseThrow().items();
    assertTrue(safe > 0, "nothing is decided: only what is safe goes");
    assertEquals(safe, model.alsoTaken());
    pair.decide(List.of(RelPath.of("cgi/report.pl")), Pick.of(Choice.A_TO_B));
    window.until(
        "a conflict goes too",
        () -> pair.previewProperty().get().orElseThrow().items() == safe + 1);
    assertEquals(safe, model.alsoTaken(), "that one is listed");
    engine.live.live(waiting(10));
    window.until("all that stands is listed", () -> model.live() && model.alsoTaken() == 0);
  }

  @Test
  void atRestItHoldsTheConflicts() {
    List<String> conflicts = List.of("cgi/report.pl", "cgi/updatetestfile.cgi");
    window.until("both conflicts", () -> paths().equals(conflicts));
    assertEquals(2, model.waitingProperty().get());
    assertFalse(model.live());
  }

  @Test
  void whileLiveItHoldsAllThatStands() {
    engine.live.live(waiting(10));
    window.until("all ten", () -> paths().size() == 10);
    assertEquals(10, model.waitingProperty().get());
    assertTrue(model.live());
  }

  @Test
  void aRowThatComesWhileLiveIsShown() {
    engine.becomes(SampleRows.of(List.of()));
    engine.live.live(waiting(0));
    window.until("nothing", () -> model.live() && paths().isEmpty());
    assertEquals(0, model.waitingProperty().get());
    engine.becomes(SampleRows.everyCase());
    engine.live.live(waiting(10));
    window.until("all ten", () -> paths().size() == 10);
  }

  @Test
  void theSidesAreOfferedFirstAndWaitingLast() {
    window.until("read", () -> paths().size() == 2);
    var row = Objects.requireNonNull(model.rows().rowsProperty().get().get(1).row());
    assertEquals(
        List.of(Choice.A_TO_B, Choice.B_TO_A, Choice.KEEP_BOTH, Choice.SKIP),
        ConflictsModel.choices(row));
  }
}
