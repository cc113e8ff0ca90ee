package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Halt;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.LiveTrouble;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

/** Live mode in the window, in each of its states. */
class ActivityWindowTest extends WindowCase {
  @Override
  SampleRows rows() {
    return SampleRows.everyCase();
  }

  private boolean shown(String query) {
    return robot.lookup(query).queryAll().stream().anyMatch(ActivityWindowTest::inSight);
  }

  private static boolean inSight(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private void untilHeadline(String start) {
    waitUntil(start, () -> shown("#live-headline") && text("#live-headline").startsWith(start));
  }

  private void openLive(LiveStatus status) {
    waitForRows(10);
    pair.live.live(status);
    press("Ctrl+3");
    untilHeadline("Live since");
  }

  private ListView<?> events() {
    return robot.lookup("#events").queryListView();
  }

  @Test
  void notLiveSaysSoAndGoesLiveByKeyboard() {
    waitForRows(10);
    press("Ctrl+3");
    waitUntil("said", () -> shown("#not-live-start"));
    waitUntil(
        "the button has the keyboard", () -> robot.lookup("#not-live-start").query().isFocused());
    press("Ctrl+L");
    untilHeadline("Going live");
    waitUntil("asked", () -> pair.live.asked.contains("start"));
    pair.live.live(FakeLive.quiet());
    untilHeadline("Live since");
    assertTrue(text("#sentence").startsWith("In sync as of"), text("#sentence"));
    assertFalse(shown("#compare"));
    assertTrue(shown("#graph-nothing"));
    assertTrue(shown("#travel-nothing"));
    assertTrue(shown("#event-nothing"));
  }

  @Test
  void causeAndEffectCarryBothTimes() {
    pair.live.aDay();
    pair.live.activity = FakeLive.busy(Instant.now());
    openLive(new LiveStatus(5, 2, 0, FakeLive.SINCE, 12, 12, List.of()));
    waitUntil("events", () -> events().isVisible() && events().getItems().size() == 8);
    assertTrue(text("#sentence").equals("7 changes on the way"), text("#sentence"));
    assertEquals("5 paths queued:", text("#queue"));
    robot.clickOn("#cancel-travel");
    waitUntil("asked", () -> pair.live.asked.contains("cancelTransfers"));
    robot.interact(() -> events().requestFocus());
    press("Down");
    waitUntil("details", () -> text("#event-details").contains("created on tgt-a"));
    assertTrue(
        text("#event-details")
            .matches(
                "created on tgt-a (\\S+ )?\\d\\d:\\d\\d:\\d\\d\\.\\d{3},"
                    + " on tgt-b \\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\(84 B\\)\\nWhy: new on A"),
        text("#event-details"));
    press("Down");
    waitUntil("many as one", () -> text("#event-details").startsWith("failed 41 times"));
  }

  @Test
  void pausesResumesAndStopsByKeyboard() {
    openLive(FakeLive.quiet());
    press("Ctrl+P");
    untilHeadline("Paused since");
    assertTrue(shown("#banner-resume"));
    assertTrue(text("#sentence").startsWith("Paused since"), text("#sentence"));
    waitUntil("answered", () -> !robot.lookup("#banner-resume").query().isDisabled());
    press("Ctrl+P");
    untilHeadline("Live since");
    waitUntil("answered", () -> !robot.lookup("#live-stopLive").query().isDisabled());
    press("Ctrl+Shift+L");
    waitUntil("stopped", () -> shown("#not-live-start"));
    assertTrue(pair.onWindowThread.isEmpty(), pair.onWindowThread.toString());
  }

  @Test
  void pausedNothingIsSaidToGoOn() {
    openLive(new LiveStatus(0, 0, 2, FakeLive.SINCE, 12, 12, List.of()));
    waitUntil("goes on", () -> notes().contains("2 decisions wait for you. All else goes on."));
    robot.interact(() -> window.commands().run("pause"));
    waitUntil("paused", () -> notes().contains("2 decisions wait for you."));
    assertTrue(notes().stream().noneMatch(said -> said.contains("goes on")), notes().toString());
    press("Ctrl+4");
    waitUntil(
        "held",
        () ->
            robot.lookup(".conflicts .background").queryAllAs(Label.class).stream()
                .anyMatch(said -> said.getText().startsWith("Nothing else travels")));
  }

  private List<String> notes() {
    return robot.lookup(".activity .note .label").queryAllAs(Label.class).stream()
        .map(Label::getText)
        .toList();
  }

  @Test
  void aHostThatIsGoneIsNamedWithACountdownAndTriedAgain() {
    openLive(FakeLive.quiet());
    Instant retry = Instant.now().plusSeconds(20);
    pair.publish(
        new EngineState.Unreachable(
            Side.B, "tgt-b: no route to host. Nothing was lost.", FakeLive.SINCE, retry, 41));
    untilHeadline("tgt-b unreachable since");
    assertTrue(text("#live-more").startsWith("41 changes on tgt-a wait."), text("#live-more"));
    waitUntil("counts", () -> text("#live-more").matches(".*Next try in 1?\\d s\\."));
    assertTrue(text("#sentence").contains("41 changes queued"), text("#sentence"));
    press("Ctrl+R");
    waitUntil("asked", () -> pair.live.asked.contains("retryNow"));
  }

  private boolean noted(String text) {
    return robot.lookup(".note .label").queryAllAs(Label.class).stream()
        .anyMatch(label -> label.getText().contains(text));
  }

  @Test
  void whatFailedIsNamedWithServerCauseAndWhatToDoAndSoIsWhoPaused() {
    var failed =
        new LiveTrouble.Failed(RelPath.of("d/x"), Side.B, "ENOSPC: No space left", FakeLive.SINCE);
    var status =
        new LiveStatus(
            0, 0, 1, 1, 0, FakeLive.SINCE, 12, 12, List.of("paused by eve"), List.of(failed));
    openLive(status);
    waitUntil(
        "named",
        () ->
            noted("d/x could not be written on tgt-b: ENOSPC: No space left. Make room on tgt-b"));
    assertTrue(text("#sentence").startsWith("d/x failed on tgt-b since "), text("#sentence"));
    pair.publish(new EngineState.Paused(status, FakeLive.SINCE));
    waitUntil("who paused", () -> noted("paused by eve"));
  }

  @Test
  void decisionsThatWaitLeadToConflicts() {
    openLive(new LiveStatus(0, 0, 10, FakeLive.SINCE, 12, 12, List.of()));
    waitUntil("offered", () -> shown("#open-conflicts"));
    robot.clickOn("#open-conflicts");
    waitUntil("shown", () -> shown("#conflict-list"));
  }

  @Test
  void goingLiveWaitsForTheReviewAndAGuardStopsIt() {
    waitForRows(10);
    press("Ctrl+L");
    untilHeadline("Going live");
    waitUntil("begun", () -> pair.live.asked.contains("start"));
    waitUntil("connecting", () -> text("#sentence").startsWith("Connecting"));
    pair.publish(new EngineState.Review(1, FakeLive.SINCE));
    untilHeadline("Going live waits for your review");
    pair.halts.add(
        new PlanSummary.HaltRow(
            new Halt.ClockSkew(Duration.ofSeconds(9), Duration.ofSeconds(2)),
            "The clocks differ by 9 s.",
            false));
    pair.live.live(new LiveStatus(0, 0, 3, null, 0, 0, List.of()));
    untilHeadline("Live since");
    pair.publish(new EngineState.Review(1, FakeLive.SINCE));
    untilHeadline("Stopped by a guard");
    waitUntil("said", () -> shown("#open-review"));
    robot.clickOn("#open-review");
    waitUntil("the review", () -> shown("#review-table"));
  }

  @Test
  void aRefusalIsSaidInTheScreen() {
    waitForRows(10);
    pair.live.trouble = new ControlException("Another Duplex has this pair: webmgr on desk.");
    press("Ctrl+L");
    waitUntil("said", () -> shown(".note-bad"));
    assertTrue(shown("#not-live-start"));
  }

  @Test
  void whoReadsFurtherDownIsNotDisturbed() {
    for (int i = 0; i < 200; i++) {
      pair.live.created("file-" + i);
    }
    openLive(FakeLive.quiet());
    waitUntil("events", () -> events().getItems().size() == 200);
    robot.interact(() -> events().scrollTo(100));
    pair.live.created("one-more");
    waitUntil("it is offered", () -> shown("#newer-events"));
    assertEquals("1 newer", text("#newer-events"));
    assertEquals(200, events().getItems().size());
    robot.clickOn("#newer-events");
    waitUntil("all", () -> events().getItems().size() == 201);
  }

  @Test
  void eachKindOfNoticeIsSwitchedOffByItself() {
    openLive(FakeLive.quiet());
    press("Ctrl+B");
    waitUntil("the switches", () -> shown("#notice-OUTAGE"));
    robot.clickOn("#notice-OUTAGE");
    press("Ctrl+B");
    waitUntil("closed", () -> !shown("#notice-OUTAGE"));
    pair.publish(
        new EngineState.Unreachable(
            Side.B, "no route to host", FakeLive.SINCE, Instant.now().plusSeconds(20), 0));
    untilHeadline("tgt-b unreachable since");
    pair.live.live(FakeLive.quiet());
    waitUntil("its return is told", () -> shown(".notice-card"));
    assertEquals(1, robot.lookup(".notice-card").queryAll().size());
    assertTrue(
        robot.lookup(".notice-card .label").queryAll().stream()
            .anyMatch(said -> said.toString().contains("images is live again")));
  }
}
