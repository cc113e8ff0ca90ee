package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Node;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

/** What is known of the selected row, below the rows of the review and of the trees. */
class WindowDetailsTest extends WindowCase {
  @Override
  SampleRows rows() {
    return SampleRows.everyCase();
  }

  private boolean shown() {
    return robot.lookup("#details-path").queryAll().stream().anyMatch(Node::isVisible);
  }

  private void height(double height) {
    robot.interact(() -> window.scene().getWindow().setHeight(height));
  }

  private double tableHeight() {
    return table().getHeight();
  }

  @Test
  void theReasonAndBothSidesOfWhatIsSelectedAreSpelledOut() {
    waitForRows(10);
    waitUntil("the path", () -> text("#details-path").equals("cgi/report.pl"));
    assertTrue(text("#details-reason").startsWith("edited on A 16:15, deleted on B"));
    press("F8");
    waitUntil("follows", () -> text("#details-path").equals("cgi/updatetestfile.cgi"));
    type(">");
    waitUntil("decided", () -> text("#details-reason").contains("Decided: overwrite on tgt-b"));
  }

  @Test
  void inTheTreesAlsoOfWhatThePlanHasNothingAbout() {
    waitForRows(10);
    press("Ctrl+1");
    waitUntil("listed", () -> tree().getSelectionModel().getSelectedIndex() == 0);
    robot.interact(() -> tree().getSelectionModel().clearAndSelect(1));
    waitUntil("the folder", () -> text("#details-path").equals("css"));
    robot.interact(() -> tree().getSelectionModel().clearAndSelect(2));
    waitUntil("the reason", () -> text("#details-reason").startsWith("a file became a link"));
  }

  private TableView<Object> tree() {
    return robot.lookup("#tree-table").queryTableView();
  }

  @Test
  void aSmallWindowLeavesTheRoomToTheRowsAndALargerOneGivesItBack() {
    waitForRows(10);
    waitUntil("shown", this::shown);
    double before = tableHeight();
    height(620);
    waitUntil("hidden", () -> !shown());
    height(900);
    waitUntil("shown again", this::shown);
    waitUntil("as before", () -> Math.abs(tableHeight() - before) < 3);
  }

  @Test
  void theOperatorsWishCountsWhateverTheRoomAndIsRemembered() throws Exception {
    waitForRows(10);
    waitUntil("shown", this::shown);
    press("Ctrl+I");
    waitUntil("hidden", () -> !shown());
    robot.interact(() -> window.scene().getWindow().hide());
    window.shutDown();
    reopen();
    waitForRows(10);
    assertEquals(false, shown());
    height(620);
    press("Ctrl+I");
    waitUntil("shown, small as it is", this::shown);
    assertTrue(tableHeight() > 100, "rows stay in sight: " + tableHeight());
  }
}
