package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

/** By keyboard only. */
class WindowKeysTest extends WindowCase {
  @Override
  SampleRows rows() {
    return SampleRows.everyCase();
  }

  @Test
  void decideResetUndoRedo() {
    waitForRows(10);
    press("F7");
    waitUntil("the second row", () -> selectedPath().equals("cgi/status.cgi"));
    type("<");
    waitUntil("decided", () -> pair.asked.contains("decide cgi/status.cgi B_TO_A"));
    press("Space");
    waitUntil("left out", () -> pair.asked.contains("decide cgi/status.cgi SKIP"));
    press("Ctrl+Z");
    waitUntil("undone", () -> pair.asked.contains("undo"));
    press("Ctrl+Shift+Z");
    waitUntil("again", () -> pair.asked.contains("redo"));
    press("Backspace");
    waitUntil("reset", () -> pair.asked.contains("reset cgi/status.cgi"));
    assertTrue(pair.onWindowThread.isEmpty(), pair.onWindowThread.toString());
  }

  @Test
  void lettersLeadToTheNextNameThatStartsSo() {
    waitForRows(10);
    robot.interact(() -> table().requestFocus());
    type("s");
    waitUntil("the next s", () -> selectedPath().equals("cgi/status.cgi"));
    assertTrue(pair.asked.contains("startingWith s"));
    assertEquals(0, pair.onWindowThread.size());
  }

  @Test
  void sheetAndPalette() {
    waitForRows(10);
    type("?");
    waitUntil("the sheet", () -> robot.lookup("#key-sheet").tryQuery().isPresent());
    press("Esc");
    waitUntil("gone", () -> robot.lookup("#key-sheet").tryQuery().isEmpty());
    press("Ctrl+K");
    waitUntil("the palette", () -> robot.lookup("#palette").tryQuery().isPresent());
    robot.interact(() ->
        robot
            .lookup("#palette-field")
            .queryAs(javafx.scene.control.TextField.class)
            .setText("show the trees"));
    press("Enter");
    waitUntil("trees", () -> robot.lookup("#tree-table").tryQuery().isPresent());
  }

  @Test
  void treesAreOpenedDirectoryByDirectory() {
    waitForRows(10);
    press("Ctrl+1");
    waitUntil("the root", () -> tree().isVisible() && tree().getItems().size() == 7);
    assertTrue(pair.asked.contains("children ."));
    assertTrue(pair.asked.stream().noneMatch(call -> call.equals("children cgi")));
    robot.interact(() -> tree().requestFocus());
    press("Home");
    press("Right");
    waitUntil("opened", () -> tree().getItems().size() == 10);
    press("Left");
    waitUntil("closed", () -> tree().getItems().size() == 7);
    type("j");
    waitUntil("found by its letter", () -> tree().getSelectionModel().getSelectedIndex() == 5);
    press("Ctrl+D");
    waitUntil("only what differs", () -> tree().getItems().size() == 5);
    assertEquals(0, pair.onWindowThread.size());
  }

  @Test
  void whatThePlanHasNothingAboutIsAskedForFromTheTrees() {
    waitForRows(10);
    press("Ctrl+1");
    waitUntil("the root", () -> tree().isVisible() && tree().getItems().size() == 7);
    robot.interact(() -> tree().requestFocus());
    press("Home");
    press("Delete");
    waitUntil("a delete", () -> pair.asked.contains("Delete[path=cgi]"));
    waitUntil("said", () -> text("#tree-notice").startsWith("cgi: "));
    waitUntil("listed anew", () -> tree().getItems().size() == 7 && tree().isVisible());
    press("Alt+Left");
    waitUntil("a copy", () -> pair.asked.contains("Copy[path=cgi, from=B]"));
    waitUntil(
        "idle", () -> window.job() != null && window.job().currentProperty().get().model().idle());
    press("Ctrl+Delete");
    waitUntil(
        "left out, and compared",
        () -> pair.asked.contains("exclude cgi") && pair.asked.contains("compare"));
    assertTrue(pair.onWindowThread.isEmpty(), pair.onWindowThread.toString());
  }

  @Test
  void aSelectionOfAnyLengthIsDecidedInOneStep() {
    pair.becomes(SampleRows.many(20_000));
    press("F5");
    waitForRows(20_000);
    robot.interact(() -> table().getSelectionModel().selectRange(10, 12_010));
    press("Alt+Down");
    waitUntil(
        "the last of them",
        () -> pair.asked.contains("decide " + SampleRows.many(20_000).at(12_009).path() + " SKIP"));
    press("Ctrl+Z");
    waitUntil("all taken back at once", () -> pair.decided() == 0);
  }

  @Test
  void theSheetOfKeysFitsTheLowestWindow() {
    waitForRows(10);
    robot.interact(() -> {
      window.scene().getWindow().setWidth(880);
      window.scene().getWindow().setHeight(560);
    });
    press("F1");
    waitUntil("the sheet", () -> robot.lookup("#key-sheet").tryQuery().isPresent());
    waitUntil(
        "all of it can be reached",
        () -> {
          var bounds =
              robot
                  .lookup("#key-sheet")
                  .query()
                  .localToScene(robot.lookup("#key-sheet").query().getBoundsInLocal());
          return bounds.getMinY() >= 0
              && bounds.getMaxY() <= window.scene().getHeight()
              && window.scene().getRoot().getBoundsInParent().getHeight()
                  <= window.scene().getHeight();
        });
    press("Esc");
  }

  private TableView<Object> tree() {
    return robot.lookup("#tree-table").queryTableView();
  }
}
