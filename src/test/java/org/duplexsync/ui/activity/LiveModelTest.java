package org.duplexsync.ui.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.duplexsync.control.ControlException;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Side;
import org.duplexsync.ui.FakeLive;
import org.duplexsync.ui.OwnWindowThread;
import org.duplexsync.ui.PagedPair;
import org.duplexsync.ui.SampleRows;
import org.duplexsync.ui.parts.PairModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** This test's own thread is the window's. */
class LiveModelTest {
  private final OwnWindowThread window = new OwnWindowThread();
  private final PagedPair engine = new PagedPair(SampleRows.everyCase());
  private final PairModel pair =
      new PairModel(engine, engine.info(), window.background, "operator:test");
  private final LiveModel model =
      new LiveModel(pair, engine.live, InstantSource.fixed(FakeLive.SINCE), "operator:test");

  @BeforeEach
  void start() {
    pair.start();
    until("the plan is read", pair::idle);
  }

  @AfterEach
  void close() {
    pair.close();
    window.close();
  }

  private void until(String what, BooleanSupplier condition) {
    window.until(what, condition);
  }

  private void untilPhase(Phase phase) {
    until(phase.toString(), () -> model.phaseProperty().get() == phase);
  }

  @Test
  void goesLivePausesResumesAndStops() {
    assertFalse(model.canStop());
    model.start();
    assertEquals(Phase.STARTING, model.phaseProperty().get());
    until("begun", () -> pair.stateProperty().get() instanceof EngineState.Connecting);
    assertEquals(Phase.STARTING, model.phaseProperty().get());
    engine.live.live(FakeLive.quiet());
    untilPhase(Phase.LIVE);
    until("asked", model::canPause);
    model.pauseOrResume();
    untilPhase(Phase.PAUSED);
    until("answered", model::canResume);
    model.pauseOrResume();
    untilPhase(Phase.LIVE);
    until("answered", model::canStop);
    model.stop();
    untilPhase(Phase.OFF);
    assertEquals(java.util.List.of("start", "pause", "resume", "stop"), engine.live.asked);
  }

  @Test
  void theReviewOfBeforeIsNotTakenForTheOneOfGoingLive() {
    engine.publish(new EngineState.Review(7, FakeLive.SINCE));
    until("heard", () -> pair.stateProperty().get() instanceof EngineState.Review);
    engine.live.hold = new CountDownLatch(1);
    model.start();
    assertEquals(Phase.STARTING, model.phaseProperty().get());
    engine.live.hold.countDown();
    until("connecting", () -> pair.stateProperty().get() instanceof EngineState.Connecting);
    engine.publish(new EngineState.Review(8, FakeLive.SINCE));
    untilPhase(Phase.ASKS);
  }

  @Test
  void whatAnEngineWithoutAWindowHasBegunIsSeenAsGoingLive() {
    engine.live.on = true;
    engine.publish(EngineState.Comparing.begun(FakeLive.SINCE));
    untilPhase(Phase.STARTING);
    engine.publish(new EngineState.Review(8, FakeLive.SINCE));
    untilPhase(Phase.ASKS);
    assertTrue(model.canStop());
    engine.live.on = false;
    engine.publish(new EngineState.Stopped());
    untilPhase(Phase.OFF);
    engine.publish(new EngineState.Review(8, FakeLive.SINCE));
    until("heard", () -> pair.stateProperty().get() instanceof EngineState.Review);
    until("asked", window::idle);
    assertEquals(Phase.OFF, model.phaseProperty().get());
  }

  @Test
  void aRefusalIsSaidAndNothingIsLive() {
    engine.live.trouble = new ControlException("Another Duplex has this pair: webmgr on desk, 12.");
    model.start();
    until("said", () -> !model.troubleProperty().get().isEmpty());
    assertEquals(Phase.OFF, model.phaseProperty().get());
    assertTrue(model.canStart());
  }

  @Test
  void looksOnlyWhileSomebodyLooks() {
    engine.live.aDay();
    engine.live.live(FakeLive.quiet());
    untilPhase(Phase.LIVE);
    assertFalse(engine.live.asked.contains("activity"));
    model.shown(true);
    until("seen", () -> model.eventsProperty().get().size() == 8);
    engine.live.created("another");
    until("and what comes", () -> model.eventsProperty().get().size() == 9);
    model.shown(false);
    int asked = engine.live.asked.size();
    until("what was under way is over", window::idle);
    engine.live.created("unseen");
    window.during(LiveModel.EVERY.multipliedBy(3));
    assertTrue(engine.live.asked.size() <= asked + 2, engine.live.asked.toString());
    assertEquals(9, model.eventsProperty().get().size());
  }

  @Test
  void triesAgainAtOnceWhenTold() {
    engine.publish(
        new EngineState.Unreachable(
            Side.B, "no route to host", FakeLive.SINCE, FakeLive.SINCE.plusSeconds(9), 41));
    untilPhase(Phase.UNREACHABLE);
    assertTrue(model.canRetry());
    model.retryNow();
    until("asked", () -> engine.live.asked.contains("retryNow"));
    until("answered", model::canStop);
  }

  @Test
  void anEngineThatHangsIsNoticed() {
    engine.live.live(FakeLive.quiet());
    untilPhase(Phase.LIVE);
    model.shown(true);
    until("looked", () -> engine.live.asked.contains("activity"));
    assertTrue(model.silentSince().isEmpty());
    engine.live.pulse = FakeLive.SINCE.minusSeconds(120);
    until("noticed", () -> model.silentSince().isPresent());
  }
}
