package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.model.Halt;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.table.Slot;
import org.junit.jupiter.api.Test;

/** What waits for a decision while the pair is live: decided and approved in place. */
class ConflictsWindowTest extends WindowCase {
  @Override
  SampleRows rows() {
    return SampleRows.everyCase();
  }

  private static LiveStatus waiting(long rows) {
    return new LiveStatus(0, 0, rows, FakeLive.SINCE, 4, 4, List.of());
  }

  private ListView<Slot> list() {
    return robot.lookup("#conflict-list").queryListView();
  }

  private void openConflicts(int rows) {
    waitForRows(10);
    press("Ctrl+4");
    waitUntil(
        "they are shown and the first is selected",
        () ->
            list().isVisible()
                && list().getItems().size() == rows
                && list().getSelectionModel().getSelectedIndex() == 0);
  }

  @Test
  void decidedAndApprovedByKeyboardWhileLive() {
    pair.live.live(waiting(10));
    openConflicts(10);
    assertTrue(text("#conflicts-headline").startsWith("10 decisions wait"));
    press("F7");
    press("F7");
    waitUntil("the third is selected", () -> list().getSelectionModel().getSelectedIndex() == 2);
    String before = text("#approve");
    type(">");
    waitUntil("decided", () -> pair.asked.contains("decide cgi/updatetestfile.cgi A_TO_B"));
    waitUntil("counted", () -> !text("#approve").equals(before));
    press("F9");
    press("Space");
    waitUntil("approved", () -> pair.asked.stream().anyMatch(c -> c.startsWith("approve DECIDED")));
    assertTrue(pair.onWindowThread.isEmpty(), pair.onWindowThread.toString());
  }

  @Test
  void whatWasNotApprovedIsSaidHereToo() {
    openConflicts(2);
    assertFalse(robot.lookup("#trouble").query().isVisible());
    PairModel model = Objects.requireNonNull(window.job()).currentProperty().get().model();
    robot.interact(() -> {
      model.mode(ApproveMode.ALL);
      model.approve(OptionalLong.empty());
    });
    waitUntil("said", () -> robot.lookup("#trouble").query().isVisible());
    assertTrue(text("#trouble-text").startsWith("Nothing was approved"));
    press("Ctrl+2");
    waitUntil("among the notes", () -> !robot.lookup("#trouble").query().isVisible());
    assertTrue(robot.lookup(".note-bad .label").tryQuery().isPresent());
  }

  private boolean there(String query) {
    return robot.lookup(query).tryQuery().filter(Node::isVisible).isPresent();
  }

  @Test
  void whatElseIsApprovedIsSaidAndLeadsToTheReview() {
    openConflicts(2);
    waitUntil("said", () -> there(".also-taken"));
    String items = text("#approve").replaceAll("\\D*(\\d+).*", "$1");
    assertTrue(
        text("#also-taken").startsWith("Approve also takes " + items + " changes"),
        text("#also-taken") + " | " + text("#approve"));
    robot.clickOn("#to-review");
    waitForRows(10);
    pair.live.live(waiting(10));
    press("Ctrl+4");
    waitUntil("all are listed", () -> list().getItems().size() == 10 && !there(".also-taken"));
  }

  @Test
  void aGuardIsReadAndAcknowledgedHereToo() {
    pair.halts.add(
        new PlanSummary.HaltRow(
            new Halt.ClockSkew(Duration.ofSeconds(9), Duration.ofSeconds(2)),
            "The clocks differ by 9 s.",
            false));
    openConflicts(2);
    press("F5");
    waitUntil("shown", () -> there(".conflicts .halt"));
    assertTrue(robot.lookup("#approve").queryButton().isDisabled());
    assertTrue(text(".conflicts .note-bad .label").startsWith("The clocks differ"));
    waitUntil("compared", () -> list().isVisible() && list().getItems().size() == 2);
    press("F9");
    waitUntil("it comes before the button", () -> robot.lookup(".halt").query().isFocused());
    press("Space");
    waitUntil("read", () -> !robot.lookup("#approve").queryButton().isDisabled());
    assertTrue(pair.asked.contains("acknowledge 0"));
  }

  @Test
  void howAnApprovalEndedIsSaidHereToo() {
    openConflicts(2);
    assertFalse(there(".conflicts .note-good"));
    robot.interact(robot.lookup("#approve").queryButton()::fire);
    waitUntil("approved", () -> pair.asked.stream().anyMatch(c -> c.startsWith("approve DECIDED")));
    waitUntil("said", () -> there(".conflicts .note-good") || there(".conflicts .note-asks"));
    assertEquals(2, list().getItems().size(), "they still wait");
  }

  @Test
  void aChoiceIsAButtonToo() {
    openConflicts(2);
    robot.clickOn("keep both");
    waitUntil("decided", () -> pair.asked.contains("decide cgi/updatetestfile.cgi KEEP_BOTH"));
  }

  @Test
  void nothingWaitsIsSaid() {
    pair.becomes(SampleRows.of(List.of()));
    pair.live.live(waiting(0));
    press("Ctrl+4");
    waitUntil(
        "said",
        () ->
            robot.lookup("#no-conflicts").tryQuery().isPresent()
                && text("#no-conflicts").equals("Nothing waits for a decision"));
    assertEquals(0, list().getItems().size());
  }
}
