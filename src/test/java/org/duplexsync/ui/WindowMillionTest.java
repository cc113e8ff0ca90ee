package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;

/** A million differences: only what is in sight is read. */
class WindowMillionTest extends WindowCase {
  @Override
  SampleRows rows() {
    return SampleRows.many(1_000_000);
  }

  @Test
  void opensJumpsAndFindsTheNextConflict() {
    waitForRows(1_000_000);
    robot.interact(() -> table().scrollTo(999_000));
    robot.interact(() -> table().getSelectionModel().clearAndSelect(999_010));
    waitUntil("read", () -> selectedPath().endsWith("00999010.png"));
    press("F8");
    waitUntil("the last conflict", () -> selectedPath().endsWith("00999999.png"));
    assertFewPages();
  }

  @Test
  void otherRowsInTheTableDontReadAllOfThem() {
    waitForRows(1_000_000);
    robot.interact(() -> table().scrollTo(499_990));
    robot.interact(() -> table().getSelectionModel().clearAndSelect(500_000));
    waitUntil("read", () -> selectedPath().endsWith("00500000.png"));
    filter("00500");
    waitUntil("filtered", () -> table().getItems().size() < 2_000);
    filter("");
    waitForRows(1_000_000);
    press("F5");
    waitUntil("compared anew", () -> selectedPath().endsWith("00500000.png"));
    assertFewPages();
  }

  private void filter(String text) {
    robot.interact(() -> robot.lookup("#filter").queryAs(TextField.class).setText(text));
  }

  @Test
  void allOfThemAreDecidedInOneStepThatIsSeen() {
    waitForRows(1_000_000);
    press("Ctrl+A");
    waitUntil("said", () -> text(".note .label").startsWith("All 1,000,000 rows"));
    assertEquals(1, table().getSelectionModel().getSelectedIndices().size());
    pair.holdDecisions = new CountDownLatch(1);
    press("Alt+Down");
    waitUntil("it is seen", () -> text(".progress-text").startsWith("Noting the decision"));
    pair.holdDecisions.countDown();
    waitUntil("all", () -> pair.decided() == 1_000_000);
    waitUntil("over", () -> !robot.lookup(".progress-line").query().isVisible());
    assertTrue(pair.asked.contains("decide null SKIP"));
    press("F7");
    press("Alt+Down");
    waitUntil("one row only", () -> pair.asked.contains("decide " + selectedPath() + " SKIP"));
    assertFewPages();
  }

  private void assertFewPages() {
    long pages = pair.asked.stream().filter("page"::equals).count();
    assertTrue(pages < 60, pages + " pages were read");
  }
}
