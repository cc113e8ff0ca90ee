package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import org.duplexsync.control.ControlException;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.Test;

/** The words on the screen in states in which an operator may not be misled. */
class WindowSaidTest extends WindowCase {
  @Override
  SampleRows rows() {
    return SampleRows.everyCase();
  }

  private boolean shown(String query) {
    return robot.lookup(query).queryAll().stream().anyMatch(WindowSaidTest::inSight);
  }

  private static boolean inSight(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return node.getScene() != null;
  }

  private String notes(String tone) {
    return robot.lookup(".note-" + tone + " .label").queryAllAs(Label.class).stream()
        .map(Labeled::getText)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void blockedPathsAreABucketOfTheirOwnWithTheFix() {
    waitForRows(10);
    assertTrue(text("#chip-BLOCKED").startsWith("Blocked"), text("#chip-BLOCKED"));
    robot.clickOn("#chip-BLOCKED");
    waitForRows(1);
    assertEquals("private/key.pem", selectedPath());
    waitUntil(
        "the fix is said before approval",
        () -> text(".details-reason").contains("chmod g+r, or exclude it"));
    press("Alt+Right");
    waitUntil("asked", () -> pair.asked.contains("decide private/key.pem A_TO_B"));
    assertEquals(0, pair.decided());
  }

  private String marks() {
    return robot.lookup("#review-table .action .second").queryAllAs(Label.class).stream()
        .map(Labeled::getText)
        .filter(said -> said.equals("changed since review"))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void aRowThatChangedSinceItWasReviewedIsMarkedAndFound() {
    waitForRows(10);
    assertEquals("", marks());
    pair.drifts(RelPath.of("cgi/report.pl"));
    press("F5");
    waitUntil("marked, and no other", () -> marks().equals("changed since review"));
    robot.interact(() -> robot.lookup("#filter").queryAs(TextField.class).setText("is:drifted"));
    waitForRows(1);
    assertEquals("cgi/report.pl", selectedPath());
  }

  @Test
  void whatWasSkippedIsAmberAndNeverCalledInSync() {
    waitForRows(10);
    pair.becomes(SampleRows.of(List.of()));
    pair.partial.addAll(List.of("logs: no right to read", "tmp/a", "tmp/b", "tmp/c"));
    press("F5");
    waitUntil("amber", () -> notes("asks").startsWith("4 skipped: logs: no right to read"));
    assertFalse(text("#sentence").startsWith("In sync"), text("#sentence"));
    waitUntil("nor in the middle", () -> title().equals("4 skipped"));
    assertTrue(text("#headline").startsWith("Nothing differs of what could be compared"));
  }

  @Test
  void whichServerWasAwayAndWhenIsSaidOnceItIsBackAndAfterARestart() throws Exception {
    waitForRows(10);
    pair.trouble = new ControlException("tgt-b: no route to host");
    press("F5");
    waitUntil("away", () -> text("#sentence").startsWith("tgt-b not reachable since"));
    pair.trouble = null;
    press("F5");
    waitUntil("said", () -> text("#background").startsWith("tgt-b was away from"));
    String before = text("#background");
    shut();
    reopen();
    waitForRows(10);
    waitUntil("said after a restart", () -> text("#background").equals(before));
  }

  @Test
  void aFirstCompareSaysWhatIsAgreedOnSince() {
    waitForRows(10);
    pair.isFirst();
    press("F5");
    waitUntil(
        "what is equal",
        () -> text("#background").contains(". Nothing had been agreed on before; what is equal"));
    pair.becomes(SampleRows.of(List.of()));
    press("F5");
    waitUntil("all of it", () -> text("#background").startsWith("All of it is agreed on since"));
  }

  @Test
  void whileTheFirstCompareRunsNothingCanBeApproved() {
    waitForRows(10);
    pair.isNew();
    robot.interact(() -> window.open(jobFile()));
    waitUntil("not compared", () -> shown("#empty-title") && title().equals("Not compared yet"));
    assertFalse(shown("#approve"));
    pair.hold = new CountDownLatch(1);
    press("F5");
    waitUntil("said", () -> title().equals("Comparing both servers"));
    waitUntil("so far", () -> text(".progress-text").equals("120 on tgt-a, 118 on tgt-b"));
    assertFalse(shown("#approve"));
    pair.hold.countDown();
    waitForRows(10);
    assertTrue(shown("#approve"));
  }

  private String title() {
    return text("#empty-title");
  }

  @Test
  void whatFailedBeforeThereIsAPlanSaysWhereAndWhatToDo() {
    waitForRows(10);
    pair.isNew();
    robot.interact(() -> window.open(jobFile()));
    waitUntil("not compared", () -> shown("#empty-title") && title().equals("Not compared yet"));
    pair.trouble =
        new ControlException("tgt-b: no route to host. Nothing was changed. Is it switched on?");
    press("F5");
    waitUntil("no plan", () -> title().equals("No plan yet"));
    assertTrue(notes("bad").contains("Is it switched on?"), notes("bad"));
    assertTrue(text("#sentence").startsWith("tgt-b not reachable since"));
    assertTrue(shown("#compare"));
  }
}
