package org.duplexsync.ui.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Pick;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.FakeLive;
import org.duplexsync.ui.OwnWindowThread;
import org.duplexsync.ui.PagedPair;
import org.duplexsync.ui.SampleRows;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.parts.Words;
import org.duplexsync.ui.table.PagedRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More rows selected by hand than a list keeps in memory. */
class PickedTest {
  private static final int ROWS = 9_000;
  private static final int SELECTED = 7_000;

  private final OwnWindowThread window = new OwnWindowThread();
  private final PagedPair engine = new PagedPair(SampleRows.many(ROWS));
  private final PairModel pair =
      new PairModel(engine, engine.info(), window.background, "operator:test");
  private final ReviewModel model =
      new ReviewModel(
          pair, new Words(engine.info(), InstantSource.fixed(FakeLive.SINCE), ZoneOffset.UTC));
  private final Picked picked = new Picked();

  @BeforeEach
  void select() {
    pair.start();
    window.until("there", () -> list().size() == ROWS && pair.idle());
    List<Integer> places = IntStream.range(0, SELECTED).boxed().toList();
    picked.are(places, list());
    window.until("both ends are read", () -> picked.spans() != null);
    for (int page = 1; page <= 40; page++) {
      assertNotNull(list().get(page * PagedRows.PAGE_ROWS));
    }
    assertNull(list().shownPaths(picked.runs()), "no list keeps so many");
  }

  @AfterEach
  void close() {
    pair.close();
    window.close();
  }

  private PagedRows list() {
    return model.rowsProperty().get();
  }

  private static List<PlanItem> items() {
    SampleRows rows = SampleRows.many(ROWS);
    return new ArrayList<>(IntStream.range(0, ROWS).mapToObj(rows::at).toList());
  }

  /** As another program, or a live pair, changes a plan before the window hears of it. */
  private void comes(String path) {
    List<PlanItem> now = items();
    now.add(SampleRows.newOnA(path));
    engine.becomes(SampleRows.of(now));
  }

  @Test
  void areDecidedByPathWhereverTheirPlacesAreByThen() {
    comes("aaa");
    model.decide(picked, Pick.of(Choice.SKIP));
    window.until("decided", () -> engine.decidedRows() == SELECTED);
    assertFalse(engine.asked().contains("decide aaa SKIP"), "it was not selected");
    RelPath last = SampleRows.many(ROWS).at(SELECTED - 1).path();
    assertTrue(engine.asked().contains("decide " + last + " SKIP"));
  }

  @Test
  void areNotDecidedIfARowHasComeAmongThem() {
    comes("images/000/000/picture-00000001-more.png");
    model.decide(picked, Pick.of(Choice.SKIP));
    window.until("said", () -> !pair.troubleProperty().get().isEmpty());
    assertTrue(pair.troubleProperty().get().startsWith("Nothing was decided"));
    assertEquals(0, engine.decidedRows());
  }
}
