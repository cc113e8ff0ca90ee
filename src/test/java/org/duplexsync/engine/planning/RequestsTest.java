package org.duplexsync.engine.planning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.duplexsync.engine.PairEngine;
import org.duplexsync.engine.TwoMachines;
import org.duplexsync.engine.committing.CommitEnd;
import org.duplexsync.engine.pair.SideException;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Request;
import org.duplexsync.model.Selection;
import org.duplexsync.model.Side;
import org.duplexsync.review.Approval;
import org.duplexsync.review.DeleteCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestsTest {
  private static final String BY = "operator:test";
  private final TwoMachines two = new TwoMachines();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path state;

  @BeforeEach
  void agreed() throws Exception {
    two.userA.makeDirectory("old");
    two.userB.makeDirectory("old");
    two.both("old/x", "equal");
    two.both("old/y", "equal too");
    two.both("old.txt", "beside it");
    two.both("stays", "equal");
    two.sync(state);
  }

  private long ask(PairEngine engine, Request request) throws SideException {
    PlanHeader plan = engine.plan();
    return engine.request(plan == null ? 0 : plan.id(), request, BY);
  }

  private CommitEnd decided(PairEngine engine) throws SideException {
    PlanHeader plan = engine.plan();
    Approval approval = engine.review(plan == null ? 0 : plan.id()).approve(BY, DeleteCheck.NONE);
    return engine.commit(assertInstanceOf(Approval.Approved.class, approval).plan());
  }

  private static Request delete(String path) {
    return new Request.Delete(RelPath.of(path));
  }

  private static Request copy(String path, Side from) {
    return new Request.Copy(RelPath.of(path), from);
  }

  @Test
  void whatIsInSyncIsDeletedOnBothSidesOnlyWhenApproved() throws Exception {
    two.engine(
        state,
        engine -> {
          engine.compare(TwoMachines.request(true));
          assertEquals(3, ask(engine, delete("old")));
          assertInstanceOf(EngineState.Review.class, engine.state());
          assertTrue(two.userA.names("").toString().contains("old"));
          CommitEnd end = decided(engine);
          assertEquals(3, end.done());
          assertInstanceOf(EngineState.InSync.class, engine.state());
          return end;
        });
    assertEquals("[old.txt, stays]", two.userA.names("").toString());
    assertEquals("[old.txt, stays]", two.userB.names("").toString());
    assertEquals(0, two.compare(state).counts().rows());
  }

  @Test
  void whatWasAskedForWaitsThroughOtherCompares() throws Exception {
    two.engine(
        state,
        engine -> {
          engine.compare(TwoMachines.request(true));
          assertEquals(3, ask(engine, delete("old")));
          assertEquals(1, ask(engine, delete("stays")));
          two.userA.write("stays", bytes("edited on A after it was asked for"));
          engine.compare(TwoMachines.request(true));
          engine.compare(TwoMachines.request(false));
          assertInstanceOf(EngineState.Review.class, engine.state());
          PlanHeader plan = engine.plan();
          assertEquals(4, plan == null ? 0 : plan.counts().rows());
          CommitEnd end = decided(engine);
          assertEquals(3, end.done());
          return end;
        });
    // what was edited meanwhile is asked about anew
    assertEquals("[old.txt, stays]", two.userA.names("").toString());
    assertEquals("[old.txt, stays]", two.userB.names("").toString());
  }

  @Test
  void whatBothSidesLostMeanwhileIsNotAskedForAnyLonger() throws Exception {
    two.engine(
        state,
        engine -> {
          engine.compare(TwoMachines.request(true));
          assertEquals(1, ask(engine, delete("stays")));
          two.userA.delete("stays");
          two.userB.delete("stays");
          engine.compare(TwoMachines.request(true));
          assertInstanceOf(EngineState.InSync.class, engine.state());
          return engine;
        });
  }

  @Test
  void aConflictMayBeDeletedOnBothSides() throws Exception {
    two.userA.write("stays", bytes("edited on A"));
    two.userB.write("stays", bytes("edited on B, differently"));
    two.engine(
        state,
        engine -> {
          engine.compare(TwoMachines.request(true));
          assertEquals(1, ask(engine, delete("stays")));
          return decided(engine);
        });
    assertFalse(two.userA.names("").contains(Bytes.of("stays")));
    assertFalse(two.userB.names("").contains(Bytes.of("stays")));
  }

  @Test
  void whatCameInAfterItWasAskedForKeepsItsDirectory() throws Exception {
    two.engine(
        state,
        engine -> {
          engine.compare(TwoMachines.request(true));
          ask(engine, delete("old"));
          two.userB.write("old/late", bytes("nobody has seen this"));
          return decided(engine);
        });
    assertArrayEquals(bytes("nobody has seen this"), two.userB.read("old/late"));
  }

  @Test
  void whatDriftedSinceItWasAskedForIsNotDeleted() throws Exception {
    CommitEnd end =
        two.engine(
            state,
            engine -> {
              engine.compare(TwoMachines.request(true));
              ask(engine, delete("stays"));
              two.userA.write("stays", bytes("written meanwhile"));
              return decided(engine);
            });
    assertEquals(1, end.drifted());
    assertArrayEquals(bytes("written meanwhile"), two.userA.read("stays"));
  }

  @Test
  void aCopyTakesWhatCameAfterTheCompareAndRemovesNothing() throws Exception {
    two.engine(
        state,
        engine -> {
          engine.compare(TwoMachines.request(true));
          two.userA.write("old/x", bytes("edited on A since"));
          two.userA.write("old/new", bytes("new on A since"));
          two.userB.write("old/only-b", bytes("only on B"));
          assertEquals(2, ask(engine, copy("old", Side.A)));
          return decided(engine);
        });
    assertArrayEquals(bytes("edited on A since"), two.userB.read("old/x"));
    assertArrayEquals(bytes("new on A since"), two.userB.read("old/new"));
    assertArrayEquals(bytes("only on B"), two.userB.read("old/only-b"));
    assertFalse(two.userA.names("old").contains(Bytes.of("only-b")));
  }

  @Test
  void aCopyDecidesRowsThatTheCompareHasFound() throws Exception {
    two.userA.write("stays", bytes("edited on A"));
    two.userB.write("stays", bytes("edited on B, longer"));
    two.engine(
        state,
        engine -> {
          PlanHeader plan = engine.compare(TwoMachines.request(true));
          assertEquals(1, ask(engine, copy("stays", Side.B)));
          assertEquals(1, engine.rows(plan.id()).count(Selection.ALL).rows());
          return decided(engine);
        });
    assertArrayEquals(bytes("edited on B, longer"), two.userA.read("stays"));
  }

  @Test
  void whatIsTheSameNeedsNoRow() throws Exception {
    two.engine(
        state,
        engine -> {
          PlanHeader plan = engine.compare(TwoMachines.request(true));
          assertEquals(0, ask(engine, copy("old", Side.A)));
          assertEquals(0, engine.rows(plan.id()).count(Selection.ALL).rows());
          return true;
        });
  }

  @Test
  void oneStepBackTakesARequestBackWhole() throws Exception {
    two.engine(
        state,
        engine -> {
          PlanHeader plan = engine.compare(TwoMachines.request(true));
          ask(engine, delete("old"));
          assertEquals(3, engine.review(plan.id()).undo());
          assertInstanceOf(
              Approval.Nothing.class, engine.review(plan.id()).approve(BY, DeleteCheck.NONE));
          return true;
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
