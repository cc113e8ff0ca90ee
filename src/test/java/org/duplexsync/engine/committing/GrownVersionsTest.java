package org.duplexsync.engine.committing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.duplexsync.engine.LiveRun;
import org.duplexsync.engine.PairEngine;
import org.duplexsync.engine.TwoMachines;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Selection;
import org.duplexsync.review.Review;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrownVersionsTest {
  private static final RelPath X = RelPath.of("x");
  private final TwoMachines two = new TwoMachines();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path state;

  /** A program on B holds x open while a new x comes from A, and writes on. */
  @BeforeEach
  void aProgramWritesOn() throws Exception {
    two.both("x", "agreed");
    two.both("y", "agreed");
    two.sync(state);
    try (var program = two.userB.open("x")) {
      two.userA.write("x", "edited".getBytes(UTF_8));
      two.sync(state);
      program.append(" and on".getBytes(UTF_8));
    }
    two.time.pass(Duration.ofMinutes(2));
  }

  private interface Work {
    void run(PairEngine engine, PlanHeader plan) throws Exception;
  }

  private List<PlanRow> rows(Work work) throws Exception {
    return two.engine(
        state,
        engine -> {
          PlanHeader plan = engine.compare(TwoMachines.request(true));
          work.run(engine, plan);
          return engine.rows(plan.id()).page(Selection.ALL, null, 100);
        });
  }

  @Test
  void whatWasWrittenIsAConflictUntilItIsDecided() throws Exception {
    for (int i = 0; i < 2; i++) {
      List<PlanRow> rows = rows((engine, plan) -> TwoMachines.approveAll(engine, plan));
      assertEquals(1, rows.size(), rows.toString());
      PlanRow row = rows.getFirst();
      assertEquals(Bucket.CONFLICT, row.item().bucket());
      assertEquals(Choice.SKIP, row.item().proposal(), "it waits");
      assertFalse(row.item().safe());
      assertTrue(
          row.item().reason().startsWith("written after it was replaced on B"),
          row.item().reason());
    }
    rows((engine, plan) -> {
      Review review = engine.review(plan.id());
      review.decide(X, Choice.A_TO_B, "operator:test");
      TwoMachines.approveAll(engine, plan);
    });
    assertEquals(List.of(), rows((engine, plan) -> {}));
  }

  @Test
  void anotherDifferenceAtThePathWaitsWithIt() throws Exception {
    two.userA.write("x", "edited again".getBytes(UTF_8));
    PlanRow row = rows((engine, plan) -> {}).getFirst();
    assertEquals(Bucket.CONFLICT, row.item().bucket());
    assertEquals(Choice.SKIP, row.item().proposal());
    assertTrue(row.item().reason().contains("edited on A"), row.item().reason());
    assertTrue(row.item().choices().contains(Choice.A_TO_B));
  }

  @Test
  void whileThePairIsLiveItIsAConflictAtOnce() throws Exception {
    two.engine(
        state,
        engine -> {
          var run = new LiveRun(two, engine);
          run.pass(3_000);
          try (var program = two.userB.open("y")) {
            two.userA.write("y", "edited y".getBytes(UTF_8));
            run.pass(500);
            program.append(" and on".getBytes(UTF_8));
            run.pass(90_000);
          }
          assertTrue(run.waiting().contains("y CONFLICT SKIP"), run.waiting().toString());
          two.userB.chmod("y", 0600);
          run.pass(500);
          assertTrue(run.waiting().contains("y CONFLICT SKIP"), "a change there is held with it");
          var plan = engine.plan();
          assertNotNull(plan);
          engine.review(plan.id()).decide(RelPath.of("y"), Choice.A_TO_B, "operator:test");
          TwoMachines.approveAll(engine, plan);
          run.pass(3_000);
          assertFalse(run.waiting().contains("y CONFLICT SKIP"), run.waiting().toString());
          two.userA.write("y", "edited y again".getBytes(UTF_8));
          run.pass(500);
          assertArrayEquals("edited y again".getBytes(UTF_8), two.userB.read("y"));
          return run;
        });
  }
}
