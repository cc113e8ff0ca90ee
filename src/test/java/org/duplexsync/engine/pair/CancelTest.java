package org.duplexsync.engine.pair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.duplexsync.Await;
import org.duplexsync.engine.PairEngine;
import org.duplexsync.engine.TwoMachines;
import org.duplexsync.engine.committing.CommitEnd;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.host.Host;
import org.duplexsync.host.HostException;
import org.duplexsync.host.HostFacts;
import org.duplexsync.host.Shell;
import org.duplexsync.host.Tree;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.host.memory.Hook;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Side;
import org.duplexsync.review.Approval;
import org.duplexsync.review.ApprovedPlan;
import org.duplexsync.review.DeleteCheck;
import org.duplexsync.store.Store;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelTest {
  /** A second, and more for a busy machine. */
  private static final int SOON_SECONDS = 5;

  private final TwoMachines two = new TwoMachines();
  @TempDir Path state;

  @BeforeEach
  void someFiles() throws Errno {
    two.both("same", "equal on both");
    two.userA.write("new-a", "from A".getBytes(UTF_8));
  }

  private static ApprovedPlan approve(PairEngine engine, PlanHeader plan) {
    Approval approval = engine.review(plan.id()).approveAll("operator:test", DeleteCheck.NONE);
    return ((Approval.Approved) approval).plan();
  }

  private static void cancelAt(PairEngine engine, Class<? extends EngineState> when) {
    engine.listen(now -> {
      if (when.isInstance(now)) {
        engine.cancel();
      }
    });
  }

  private void nothingWasWritten() throws Errno {
    assertEquals("[same]", two.userB.names("").toString());
  }

  @Test
  void atConnectingItEndsTheCompare() throws Exception {
    two.engine(
        state,
        engine -> {
          cancelAt(engine, EngineState.Connecting.class);
          assertThrows(CancelledException.class, () -> engine.compare(TwoMachines.request(true)));
          assertNull(engine.plan());
          assertEquals(new EngineState.Stopped(), engine.state());
          return 0;
        });
  }

  @Test
  void itHoldsForOneRequestOnly() throws Exception {
    two.engine(
        state,
        engine -> {
          engine.cancel();
          PlanHeader plan = engine.compare(TwoMachines.request(true));
          assertEquals(1, plan.counts().rows());
          engine.cancel();
          return engine.commit(approve(engine, plan));
        });
    assertArrayEquals("from A".getBytes(UTF_8), two.userB.read("new-a"));
  }

  @Test
  void atConnectingForTheCommitNothingIsCommittedAndAllCanBeApprovedAgain() throws Exception {
    PlanHeader plan = two.compare(state);
    two.engine(
        state,
        engine -> {
          cancelAt(engine, EngineState.Connecting.class);
          ApprovedPlan approved = approve(engine, plan);
          assertThrows(CancelledException.class, () -> engine.commit(approved));
          PlanHeader after = engine.plan();
          return rows(1, after, RowState.OPEN);
        });
    nothingWasWritten();
    two.engine(state, engine -> engine.commit(approve(engine, plan)));
    assertArrayEquals("from A".getBytes(UTF_8), two.userB.read("new-a"));
  }

  private static long rows(long rows, @Nullable PlanHeader plan, RowState expected) {
    assertEquals(rows, plan == null ? -1 : plan.counts().rows(c -> c.state() == expected));
    return rows;
  }

  @Test
  void forGoodBetweenCompareAndCommitNothingIsCommitted() throws Exception {
    two.engine(
        state,
        engine -> {
          PlanHeader plan = engine.compare(TwoMachines.request(true));
          engine.cancelForGood();
          ApprovedPlan approved = approve(engine, plan);
          assertThrows(CancelledException.class, () -> engine.commit(approved));
          return rows(1, engine.plan(), RowState.OPEN);
        });
    nothingWasWritten();
  }

  @Test
  void asTheCommitIsPreparedNothingIsCommitted() throws Exception {
    PlanHeader plan = two.compare(state);
    two.engine(
        state,
        engine -> {
          two.hook =
              (host, point) -> {
                if (point.startsWith("lease")) {
                  engine.cancel();
                }
              };
          ApprovedPlan approved = approve(engine, plan);
          assertThrows(CancelledException.class, () -> engine.commit(approved));
          two.hook = Hook.NONE;
          return rows(1, engine.plan(), RowState.OPEN);
        });
    nothingWasWritten();
  }

  @Test
  void inTheFirstBatchWhatWasStagedIsThrownAway() throws Exception {
    two.engine(
        state,
        engine -> {
          PlanHeader plan = engine.compare(TwoMachines.request(true));
          two.hook =
              (host, point) -> {
                if (point.startsWith("stage")) {
                  engine.cancel();
                }
              };
          CommitEnd end = engine.commit(approve(engine, plan));
          two.hook = Hook.NONE;
          assertTrue(end.cancelled(), end::toString);
          assertEquals(0, end.done());
          return rows(1, engine.plan(), RowState.OPEN);
        });
    nothingWasWritten();
  }

  /** A machine that never lets anybody in, and one that is too late. */
  private static final class Slow implements Connector {
    final CountDownLatch asked = new CountDownLatch(2);
    final CountDownLatch letIn = new CountDownLatch(1);
    final List<String> closed = new ArrayList<>();

    @Override
    public Host connect(Side side) throws HostException {
      asked.countDown();
      boolean interrupted = false;
      while (letIn.getCount() > 0) {
        try {
          letIn.await();
        } catch (InterruptedException e) {
          if (side == Side.A) {
            throw new HostException("interrupted", e);
          }
          interrupted = true; // as a look-up of a name, which nothing ends
        }
      }
      return new Late(closed, interrupted);
    }
  }

  private record Late(List<String> closed, boolean interrupted) implements Host {
    @Override
    public HostFacts facts() {
      throw new AssertionError("nobody waits for it");
    }

    @Override
    public Tree open(TreeSpec spec) {
      throw new AssertionError("nobody waits for it");
    }

    @Override
    public @Nullable Shell shell() {
      return null;
    }

    @Override
    public void close() {
      synchronized (closed) {
        closed.add("late, interrupted " + interrupted);
      }
    }
  }

  private PairEngine engine(Connector connector, Store store) {
    var tree = new TreeSpec("p", "/srv/root", "/srv/tmp", null, Set.of(), Set.of(), false, false);
    return new PairEngine(
        new PairSpec(
            "p",
            new Sides<>(new SideSpec("a", tree), new SideSpec("b", tree)),
            FilterSet.NONE,
            PairRules.DEFAULT),
        connector,
        store,
        new Surroundings(
            two.time, ZoneOffset.UTC, new SecureRandom(), Together.AT_ONCE, two.time::pass, "t"));
  }

  @Test
  void duringTheLogInItEndsAtOnceAndWhatComesLateIsLetGo() throws Exception {
    Slow slow = new Slow();
    try (Store store = Store.open(state, "job", two.time);
        PairEngine engine = engine(slow, store)) {
      var compare = new FutureTask<>(() -> engine.compare(TwoMachines.request(true)));
      var queued = new FutureTask<>(() -> engine.check());
      Thread.ofPlatform().daemon().start(compare);
      assertTrue(slow.asked.await(60, TimeUnit.SECONDS));
      Thread waits = Thread.ofPlatform().daemon().start(queued);
      Await.until("the second waits", () -> waits.getState() == Thread.State.WAITING);
      engine.cancel();
      for (FutureTask<?> each : List.of(compare, queued)) {
        var end =
            assertThrows(ExecutionException.class, () -> each.get(SOON_SECONDS, TimeUnit.SECONDS));
        assertTrue(end.getCause() instanceof CancelledException, end::toString);
      }
      assertEquals(new EngineState.Stopped(), engine.state());
    } finally {
      slow.letIn.countDown();
    }
    Await.until(
        "what came late is closed",
        () -> {
          synchronized (slow.closed) {
            return slow.closed.equals(List.of("late, interrupted true"));
          }
        });
  }
}
