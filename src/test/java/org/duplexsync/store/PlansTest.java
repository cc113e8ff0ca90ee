package org.duplexsync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Column;
import org.duplexsync.model.Counts;
import org.duplexsync.model.Halt;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.Pick;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.PlanState;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Selection;
import org.duplexsync.model.Side;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class PlansTest {
  private static final String OPERATOR = "operator:ada";

  @TempDir Path dir;
  private Store store;
  private Plans plans;
  private long plan;

  @BeforeEach
  void begin() {
    store = Store.open(dir, "web", InstantSource.fixed(Rows.T0));
    plans = store.plans("images");
    plan = plans.begin(1, Column.AT_START, Rows.T0, Map.of("why", "start-up"));
    try (BulkWriter<PlanRow> writer = plans.rows(plan).writer()) {
      writer.add(Rows.created("a/new1", 128));
      writer.add(Rows.created("a/new2", 1000));
      writer.add(Rows.deleted("a0/gone"));
      writer.add(Rows.conflict("b/page.cgi", Choice.B_TO_A));
      writer.add(Rows.blocked("b/secret"));
    }
    plans.state(plan, PlanState.READY);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private List<String> paths(Cursor<PlanRow> cursor) {
    try (cursor) {
      List<String> paths = new ArrayList<>();
      cursor.forEachRemaining(row -> paths.add(row.path().toString()));
      return paths;
    }
  }

  private void assertCountsTrue() {
    Counts kept = plans.rows(plan).counts();
    assertEquals(Set.copyOf(plans.rows(plan).count(Selection.ALL).all()), Set.copyOf(kept.all()));
  }

  @Test
  void rowsComeBackAsTheyWere() {
    assertEquals(Rows.created("a/new1", 128), plans.rows(plan).get(RelPath.of("a/new1")));
    assertEquals(Rows.deleted("a0/gone"), plans.rows(plan).get(RelPath.of("a0/gone")));
    assertEquals(Rows.blocked("b/secret"), plans.rows(plan).get(RelPath.of("b/secret")));
    assertNull(plans.rows(plan).get(RelPath.of("none")));
  }

  @Test
  void headerTellsStateFactsAndCounts() {
    PlanHeader header = plans.latestReady();
    assertNotNull(header);
    assertEquals(plan, header.id());
    assertEquals("images", header.pair());
    assertEquals(Column.AT_START, header.column());
    assertEquals(PlanState.READY, header.state());
    assertEquals(Map.of("why", "start-up"), header.facts());
    assertEquals(5, header.counts().rows());
    assertEquals(1, header.counts().in(Bucket.CONFLICT));
    assertEquals(1, header.counts().deletes());
    assertEquals(1128 + 20, header.counts().bytes());
    assertCountsTrue();
  }

  @Test
  void selectsByBucketSubtreeAndSide() {
    PlanRows rows = plans.rows(plan);
    assertEquals(List.of("a/new1", "a/new2"), paths(rows.all(Selection.at(RelPath.of("a")))));
    assertEquals(List.of("a/new2"), paths(rows.all(Selection.at(RelPath.of("a/new2")))));
    assertEquals(List.of("b/page.cgi"), paths(rows.all(Selection.of(Bucket.CONFLICT))));
    assertEquals(List.of("b/page.cgi"), paths(rows.all(Selection.ALL.with(Side.B))));
    assertEquals(
        List.of("b/secret", "b/page.cgi", "a0/gone", "a/new2", "a/new1"),
        paths(rows.reversed(Selection.ALL)));
    assertEquals(
        List.of(RelPath.of("a/new2"), RelPath.of("a0/gone")),
        rows.page(Selection.ALL, RelPath.of("a/new1"), 2).stream().map(PlanRow::path).toList());
  }

  @Test
  void aRowPutAgainTakesTheOldOnesPlace() {
    try (BulkWriter<PlanRow> writer = plans.rows(plan).writer()) {
      writer.add(Rows.conflict("a/new1", Choice.SKIP));
    }
    assertEquals(Rows.conflict("a/new1", Choice.SKIP), plans.rows(plan).get(RelPath.of("a/new1")));
    assertEquals(5, plans.rows(plan).counts().rows());
    assertCountsTrue();
    plans.rows(plan).remove(RelPath.of("a/new1"));
    assertEquals(4, plans.rows(plan).counts().rows());
    assertCountsTrue();
  }

  @Test
  void decisionsAreUndoneAndBroughtAgain() {
    Decisions decisions = plans.decisions(plan);
    assertEquals(4, decisions.decide(Selection.ALL, Pick.of(Choice.A_TO_B), OPERATOR));
    assertEquals(
        1, decisions.decide(List.of(RelPath.of("b/page.cgi")), Pick.of(Choice.SKIP), OPERATOR));
    assertEquals(Choice.SKIP, choice("b/page.cgi"));
    assertCountsTrue();
    assertEquals(1, decisions.undo());
    assertEquals(Choice.A_TO_B, choice("b/page.cgi"));
    assertCountsTrue();
    assertEquals(4, decisions.undo());
    assertEquals(5, plans.rows(plan).counts().undecided());
    assertCountsTrue();
    assertEquals(0, decisions.undo());
    assertEquals(4, decisions.redo());
    assertEquals(Choice.A_TO_B, choice("a/new1"));
    assertEquals(1, decisions.redo());
    assertEquals(Choice.SKIP, choice("b/page.cgi"));
    assertEquals(0, decisions.redo());
    assertCountsTrue();
  }

  @Test
  void aStepOverRowsOfWhichSomeWereDecidedIsTakenBackAndBroughtAgain() {
    Decisions decisions = plans.decisions(plan);
    decisions.decide(List.of(RelPath.of("a/new2")), Pick.of(Choice.SKIP), OPERATOR);
    assertEquals(4, decisions.decide(Selection.ALL, Pick.of(Choice.A_TO_B), OPERATOR));
    assertEquals(4, decisions.undo());
    assertEquals(Choice.SKIP, choice("a/new2"));
    assertEquals(4, plans.rows(plan).counts().undecided());
    assertEquals(4, decisions.redo());
    assertEquals(Choice.A_TO_B, choice("a/new2"));
    assertEquals(1, plans.rows(plan).counts().undecided());
    assertEquals(4, decisions.undo());
    // who decides anew can't bring the old step again, and its rows don't come with the new one
    decisions.decide(List.of(RelPath.of("a/new1")), Pick.of(Choice.B_TO_A), OPERATOR);
    assertEquals(0, decisions.redo());
    assertEquals(1, decisions.undo());
    assertEquals(1, decisions.redo());
    assertEquals(3, plans.rows(plan).counts().undecided());
    assertCountsTrue();
  }

  @Test
  void aRowThatWasPutAgainIsNotDecidedByAStepBroughtAgain() {
    Decisions decisions = plans.decisions(plan);
    decisions.decide(Selection.ALL, Pick.of(Choice.A_TO_B), OPERATOR);
    decisions.undo();
    try (BulkWriter<PlanRow> writer = plans.rows(plan).writer()) {
      writer.add(Rows.created("a/new1", 4096));
    }
    assertEquals(3, decisions.redo());
    PlanRow row = plans.rows(plan).get(RelPath.of("a/new1"));
    assertNotNull(row);
    assertNull(row.decision());
    assertCountsTrue();
  }

  private Choice choice(String path) {
    PlanRow row = plans.rows(plan).get(RelPath.of(path));
    assertNotNull(row);
    return row.choice();
  }

  @Test
  void newerAndProposalAndReset() {
    Decisions decisions = plans.decisions(plan);
    assertEquals(1, decisions.decide(Selection.ALL, new Pick.Newer(), OPERATOR));
    assertEquals(Choice.B_TO_A, choice("b/page.cgi"));
    assertEquals(1, decisions.decide(Selection.ALL, new Pick.Reset(), OPERATOR));
    assertEquals(5, plans.rows(plan).counts().undecided());
    assertEquals(2, decisions.decide(Selection.at(RelPath.of("a")), new Pick.Proposal(), OPERATOR));
    assertEquals(3, plans.rows(plan).counts().undecided());
    assertCountsTrue();
  }

  @Test
  void onlyDecidedRowsFreeze() {
    Decisions decisions = plans.decisions(plan);
    decisions.decide(List.of(RelPath.of("a/new1")), Pick.of(Choice.A_TO_B), OPERATOR);
    decisions.decide(List.of(RelPath.of("a/new2")), Pick.of(Choice.SKIP), OPERATOR);
    Decisions.Frozen frozen = decisions.freeze(Decisions.Extent.DECIDED, OPERATOR);
    assertNotNull(frozen);
    assertEquals(1, frozen.counts().rows());
    assertEquals(List.of("a/new1"), paths(plans.rows(plan).approved(frozen.number())));
    assertNull(decisions.freeze(Decisions.Extent.DECIDED, OPERATOR));
    assertEquals(
        0, decisions.decide(List.of(RelPath.of("a/new1")), Pick.of(Choice.SKIP), OPERATOR));
    assertCountsTrue();
  }

  @Test
  void safeAndAll() {
    Decisions decisions = plans.decisions(plan);
    Decisions.Frozen safe = decisions.freeze(Decisions.Extent.SAFE, "policy:when-unsafe");
    assertNotNull(safe);
    assertEquals(List.of("a/new1", "a/new2"), paths(plans.rows(plan).approved(safe.number())));
    assertCountsTrue();
    Decisions.Frozen rest = decisions.freeze(Decisions.Extent.ALL, OPERATOR);
    assertNotNull(rest);
    assertEquals(List.of("a0/gone", "b/page.cgi"), paths(plans.rows(plan).approved(rest.number())));
    assertCountsTrue();
    assertEquals(0, decisions.undo());
  }

  @Test
  void outcomesAreCountedAndFailuresOpenAgain() {
    Decisions decisions = plans.decisions(plan);
    decisions.freeze(Decisions.Extent.ALL, OPERATOR);
    plans
        .rows(plan)
        .outcomes(
            Map.of(
                RelPath.of("a/new1"),
                new Outcome.Done(Rows.file(9, 128, Rows.T0), "1/abc"),
                RelPath.of("a/new2"),
                new Outcome.Failed("no space left")));
    assertCountsTrue();
    assertEquals(1, plans.rows(plan).counts().rows(count -> count.state() == RowState.FAILED));
    assertEquals(1, decisions.reopen(Set.of(RowState.FAILED)));
    assertEquals(Choice.A_TO_B, choice("a/new2"));
    Decisions.Frozen again = decisions.freeze(Decisions.Extent.DECIDED, OPERATOR);
    assertNotNull(again);
    assertEquals(1, again.counts().rows());
    assertCountsTrue();
  }

  @Test
  void haltsAreRaisedAndAcknowledged() {
    plans.raise(
        plan,
        List.of(
            new Halt.TooManyDeletes(Side.A, RelPath.of("a"), 60, 100, 50),
            new Halt.FilterChanged()));
    PlanHeader header = plans.header(plan);
    assertNotNull(header);
    assertEquals(2, header.halts().size());
    plans.acknowledge(plan, 1, OPERATOR);
    plans.acknowledge(plan, 1, "operator:other");
    PlanHeader after = plans.header(plan);
    assertNotNull(after);
    assertEquals(OPERATOR, after.halts().getFirst().acknowledgedBy());
    assertEquals(true, after.halted());
  }

  @Test
  void decisionsAreCarriedOverWhereNothingChanged() {
    Decisions decisions = plans.decisions(plan);
    decisions.decide(Selection.of(Bucket.CONFLICT), Pick.of(Choice.A_TO_B), OPERATOR);
    decisions.decide(Selection.at(RelPath.of("a")), Pick.of(Choice.SKIP), OPERATOR);
    long next = plans.begin(2, Column.AT_START, Rows.T0, Map.of());
    try (BulkWriter<PlanRow> writer = plans.rows(next).writer()) {
      writer.add(Rows.created("a/new1", 129));
      writer.add(Rows.created("a/new2", 1000));
      writer.add(Rows.conflict("b/page.cgi", Choice.B_TO_A));
    }
    assertEquals(2, plans.carryOver(plan, next));
    plan = next;
    assertEquals(Choice.A_TO_B, choice("b/page.cgi"));
    assertEquals(Choice.SKIP, choice("a/new2"));
    PlanRow changed = plans.rows(next).get(RelPath.of("a/new1"));
    assertNotNull(changed);
    assertNull(changed.decision());
    assertNotNull(changed.drift());
    assertCountsTrue();
    plans.dropBefore(next);
    assertEquals(3, plans.rows(next).counts().rows());
  }

  @Test
  void countersStayTrueThroughAnyHistory() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Decisions decisions = plans.decisions(plan);
    String[] places = {"a", "a0", "b", "a/new1", "b/page.cgi"};
    for (int i = 0; i < 300; i++) {
      RelPath at = RelPath.of(places[random.nextInt(places.length)]);
      switch (random.nextInt(7)) {
        case 0 -> decisions.undo();
        case 1 -> decisions.redo();
        case 2 -> decisions.decide(Selection.at(at), new Pick.Reset(), OPERATOR);
        case 3 -> decisions.decide(Selection.ALL, new Pick.Newer(), OPERATOR);
        case 4 -> decisions.decide(Set.of(at), new Pick.Proposal(), OPERATOR);
        case 5 ->
            decisions.decide(
                Selection.at(at),
                Pick.of(List.of(Choice.values()).get(random.nextInt(5))),
                OPERATOR);
        default -> {
          if (random.nextInt(8) == 0) {
            decisions.freeze(Decisions.Extent.DECIDED, OPERATOR);
            decisions.reopen(Set.of(RowState.APPROVED));
          }
        }
      }
      try {
        assertCountsTrue();
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + " step " + i, e);
      }
    }
  }

  @Test
  void whatIsDoneCantBeOpenedAgain() {
    assertThrows(
        IllegalArgumentException.class, () -> plans.decisions(plan).reopen(Set.of(RowState.DONE)));
  }
}
