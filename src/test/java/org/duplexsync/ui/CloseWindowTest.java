package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.duplexsync.control.ControlException;
import org.duplexsync.model.LiveStatus;
import org.junit.jupiter.api.Test;

/** Closing the window while a pair is live, and while none is. */
class CloseWindowTest extends WindowCase {
  private final List<String> handed = new CopyOnWriteArrayList<>();

  @Override
  SampleRows rows() {
    return SampleRows.everyCase();
  }

  private Window stage() {
    return window.scene().getWindow();
  }

  private void close() {
    robot.interact(
        () -> stage().fireEvent(new WindowEvent(stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
  }

  private void goLive() {
    waitForRows(10);
    pair.live.live(new LiveStatus(3, 1, 2, FakeLive.SINCE, 4, 4, List.of()));
    waitUntil("live", () -> text("#sentence").equals("2 decisions waiting, 4 changes on the way"));
  }

  private boolean asked() {
    return robot.lookup("#close-question").tryQuery().isPresent();
  }

  @Test
  void whatIsNotLiveClosesAtOnce() {
    waitForRows(10);
    close();
    waitUntil("closed", () -> !stage().isShowing());
  }

  @Test
  void stoppingSaysWhatWillWaitAndEscapeKeepsTheWindow() {
    goLive();
    press("Ctrl+Q");
    waitUntil("asked", this::asked);
    assertTrue(stage().isShowing());
    assertTrue(
        robot.lookup("#close-question .label").queryAll().stream()
            .anyMatch(said -> said.toString().contains("4 changes on the way, 2 decisions")));
    assertTrue(robot.lookup("#close-go-on").tryQuery().isEmpty());
    press("Esc");
    waitUntil("kept", () -> !asked());
    assertFalse(pair.live.asked.contains("stop"));
    close();
    waitUntil("asked", this::asked);
    robot.clickOn("#close-stop");
    waitUntil("closed", () -> !stage().isShowing());
    assertTrue(pair.live.asked.contains("stop"));
    assertTrue(pair.asked.contains("close"));
    assertTrue(pair.onWindowThread.isEmpty(), pair.onWindowThread.toString());
  }

  @Test
  void anAnswerThatIsBeingCarriedOutIsNotTakenBackAndNothingBelowIsReached() {
    goLive();
    press("Ctrl+K");
    waitUntil("the palette", () -> robot.lookup("#palette").tryQuery().isPresent());
    close();
    waitUntil("asked all the same", this::asked);
    var answers = List.of("close-stop", "close-stay");
    for (int i = 0; i < 4; i++) {
      press("Tab");
      assertTrue(answers.contains(window.scene().getFocusOwner().getId()));
    }
    robot.interact(() -> table().requestFocus());
    waitUntil("kept", () -> answers.contains(window.scene().getFocusOwner().getId()));
    CountDownLatch gate = new CountDownLatch(1);
    pair.live.hold = gate;
    robot.clickOn("#close-stop");
    waitUntil("under way", () -> robot.lookup("#close-under-way").query().isVisible());
    press("Esc");
    close();
    assertTrue(asked());
    assertTrue(stage().isShowing());
    gate.countDown();
    waitUntil("closed", () -> !stage().isShowing());
    assertEquals(1, pair.live.asked.stream().filter("stop"::equals).count());
  }

  @Test
  void goingOnHandsTheJobOverAfterItWasLetGo() {
    robot.interact(() ->
        window.handOverTo((job, _) ->
            handed.add(
                job.getFileName()
                    + " "
                    + pair.live.asked.contains("stop")
                    + " "
                    + pair.asked.contains("close"))));
    goLive();
    close();
    waitUntil("asked", this::asked);
    robot.clickOn("#close-go-on");
    waitUntil("closed", () -> !stage().isShowing());
    assertEquals(List.of("web.duplex.json true true"), handed);
  }

  @Test
  void whatCouldNotGoOnIsSaidAndTheJobIsOpenAgain() {
    robot.interact(() ->
        window.handOverTo((_, _) -> {
          throw new ControlException("The state directory is full.");
        }));
    goLive();
    close();
    waitUntil("asked", this::asked);
    robot.clickOn("#close-go-on");
    waitUntil("said", () -> robot.lookup(".notice-card").tryQuery().isPresent());
    assertTrue(stage().isShowing());
    waitForRows(10);
  }
}
