package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both trees in a real window: their filter and their columns. */
class WindowTreesTest extends WindowCase {
  @Override
  SampleRows rows() {
    return SampleRows.everyCase();
  }

  @BeforeEach
  void showTrees() {
    waitForRows(10);
    press("Ctrl+1");
    untilListed(7);
  }

  private TableView<Object> tree() {
    return robot.lookup("#tree-table").queryTableView();
  }

  private void untilListed(int rows) {
    waitUntil(
        rows + " rows in the trees",
        () ->
            robot.lookup("#tree-table").tryQuery().isPresent()
                && tree().isVisible()
                && tree().getItems().size() == rows);
  }

  private boolean there(String query) {
    return robot.lookup(query).queryAll().stream().anyMatch(Node::isVisible);
  }

  @Test
  void typingLeavesWhatMatchesAndSaysHowMuchOfAll() {
    press("Ctrl+F");
    TextField field = robot.lookup("#tree-filter").queryAs(TextField.class);
    assertEquals(field, window.scene().getFocusOwner());
    robot.interact(() -> field.setText("banner"));
    untilListed(2);
    waitUntil("counted", () -> text("#tree-shown").equals("1 of 10 shown"));
    assertEquals(field, window.scene().getFocusOwner(), "one can go on typing");
    robot.interact(() -> field.setText("no-such-name"));
    waitUntil("said", () -> there("#tree-empty-title"));
    assertEquals("0 of 10 match", text("#tree-empty-title"));
    assertFalse(tree().isVisible());
    robot.clickOn("#tree-clear");
    untilListed(7);
    assertEquals("", field.getText());
    assertFalse(there("#tree-clear"));
  }

  @Test
  void aChipCountsItsKindAndShowsItAlone() {
    ToggleButton chip = robot.lookup(".trees #chip-CONFLICT").queryAs(ToggleButton.class);
    assertTrue(chip.getText().endsWith("  2"), chip.getText());
    robot.clickOn(chip);
    untilListed(3);
    robot.clickOn(robot.lookup(".trees #chip-all").queryAs(ToggleButton.class));
    untilListed(7);
  }

  @Test
  void oneOfTheRowsLeftIsSelectedAndItsWayIsShown() {
    robot.interact(() -> tree().getSelectionModel().clearAndSelect(6));
    TextField field = robot.lookup("#tree-filter").queryAs(TextField.class);
    robot.interact(() -> field.setText("banner"));
    untilListed(2);
    waitUntil("the first", () -> tree().getSelectionModel().getSelectedIndex() == 0);
    waitUntil("its details", () -> text("#details-path").equals("images"));
    robot.interact(() -> tree().getSelectionModel().clearAndSelect(1));
    waitUntil("the way", () -> text("#tree-crumbs .hyperlink").equals("images"));
    assertEquals("banner.png", text("#tree-crumbs .here"));
    robot.interact(() -> field.setText(""));
    untilListed(7);
    waitUntil("the folder it is in", () -> text("#details-path").equals("images"));
  }

  @Test
  void aConflictThatNobodyDecidedSaysSo() {
    robot.clickOn(robot.lookup(".trees #chip-CONFLICT").queryAs(ToggleButton.class));
    untilListed(3);
    waitUntil(
        "said",
        () ->
            robot.lookup("#tree-table .action .label").queryAllAs(Label.class).stream()
                    .filter(label -> label.getText().equals("needs a decision"))
                    .count()
                == 2);
  }

  private void select(String folder) {
    for (int i = 0; i < tree().getItems().size(); i++) {
      int at = i;
      robot.interact(() -> tree().getSelectionModel().clearAndSelect(at));
      if (text("#details-path").equals(folder)) {
        robot.interact(tree()::requestFocus);
        return;
      }
    }
    throw new AssertionError(folder);
  }

  @Test
  void whatTheFilterHidesOfAFolderIsNeitherCopiedNorDeleted() {
    robot.interact(
        () -> robot.lookup("#tree-filter").queryAs(TextField.class).setText("updatetest"));
    untilListed(2);
    select("cgi");
    press("Alt+Right");
    waitUntil("what is shown", () -> pair.decided() == 1);
    press("Delete");
    waitUntil("said", () -> text("#tree-notice").startsWith("Not planned"));
    assertTrue(
        pair.asked.stream()
            .noneMatch(call ->
                call.contains("Request") || call.startsWith("Copy") || call.startsWith("Delete")),
        pair.asked.toString());
  }

  private boolean excluded() {
    return pair.asked.contains("exclude cgi");
  }

  @Test
  void whatAFilterHidesOfAFolderIsCountedBeforeItIsLeftOut() {
    robot.interact(
        () -> robot.lookup("#tree-filter").queryAs(TextField.class).setText("updatetest"));
    untilListed(2);
    select("cgi");
    press("Ctrl+Delete");
    waitUntil("asked", () -> there("#exclude-question"));
    assertEquals(
        "Leave cgi out for good? It covers 3 differences, 2 of them hidden by the filter, and all"
            + " else in it: 4 entries are known there.",
        text("#exclude-covers"));
    waitUntil("nothing goes by itself", () -> "exclude-keep".equals(focused()));
    press("Space");
    waitUntil("kept", () -> !there("#exclude-question") && "tree-table".equals(focused()));
    assertFalse(excluded());
    press("Ctrl+Delete");
    waitUntil("asked again", () -> there("#exclude-question"));
    robot.clickOn("#exclude-go");
    waitUntil("left out, and compared", () -> excluded() && pair.asked.contains("compare"));
    waitUntil("nothing is asked any more", () -> !there("#exclude-question"));
  }

  private String focused() {
    Node owner = window.scene().getFocusOwner();
    return owner == null ? "" : String.valueOf(owner.getId());
  }

  @Test
  void whatWasLeftOutIsTakenInAgainAndComparedAnew() {
    select("cgi");
    press("Ctrl+Delete");
    waitUntil("left out, and compared", () -> excluded() && compares() == 1 && isIdle());
    press("Ctrl+Z");
    waitUntil("compared anew", () -> compares() == 2);
    waitUntil("nothing is under way", this::isIdle);
    select("cgi");
    press("Ctrl+Z");
    waitUntil("asked", () -> pair.asked.stream().filter("undo"::equals).count() == 2);
    assertEquals(2, compares(), "a decision needs no compare");
  }

  private long compares() {
    return pair.asked.stream().filter("compare"::equals).count();
  }

  private boolean isIdle() {
    return Objects.requireNonNull(window.job()).currentProperty().get().model().idle();
  }

  @Test
  void termsThatMeanNothingAreSaid() {
    TextField field = robot.lookup("#tree-filter").queryAs(TextField.class);
    robot.interact(() -> field.setText("is:purple"));
    waitUntil("said", () -> text("#tree-shown").equals("Not understood: is:purple"));
    untilListed(7);
  }

  // --- columns

  private TableColumn<Object, ?> column(String id) {
    return tree().getColumns().stream()
        .filter(column -> column.getId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void choose(String title) {
    robot.clickOn("#tree-table .show-hide-columns-button");
    CheckMenuItem item =
        Window.getWindows().stream()
            .filter(ContextMenu.class::isInstance)
            .flatMap(menu -> ((ContextMenu) menu).getItems().stream())
            .filter(entry -> title.equals(entry.getText()))
            .map(CheckMenuItem.class::cast)
            .findFirst()
            .orElseThrow();
    robot.interact(() -> item.setSelected(!item.isSelected()));
    press("Esc");
  }

  @Test
  void columnsAreChosenFromTheTablesMenuAndRemembered() throws Exception {
    assertFalse(column("rightsA").isVisible());
    choose(column("rightsA").getText());
    choose(column("b").getText());
    assertTrue(column("rightsA").isVisible());
    assertFalse(column("b").isVisible());
    waitUntil("its cells are drawn", () -> !drawnIn(column("rightsA")).isEmpty());
    again();
    assertTrue(column("rightsA").isVisible(), "as it was left");
    assertFalse(column("b").isVisible());
    assertFalse(column("rightsB").isVisible());
    assertTrue(column("name").isVisible());
  }

  private List<String> drawnIn(TableColumn<Object, ?> column) {
    return robot.lookup("#tree-table .table-cell").queryAll().stream()
        .filter(TableCell.class::isInstance)
        .map(cell -> (TableCell<?, ?>) cell)
        .filter(cell -> column.equals(cell.getTableColumn()))
        .map(TableCell::getText)
        .filter(text -> text != null && !text.isBlank())
        .toList();
  }

  @Test
  void aColumnsWidthIsRemembered() throws Exception {
    double before = column("a").getWidth();
    robot.interact(() -> tree().resizeColumn(column("a"), 60));
    waitUntil("wider", () -> Math.abs(column("a").getWidth() - before - 60) < 1);
    double total = tree().getVisibleLeafColumns().stream().mapToDouble(TableColumn::getWidth).sum();
    assertTrue(total <= tree().getWidth(), "all columns are in sight: " + total);
    again();
    waitUntil("as it was left", () -> Math.abs(column("a").getWidth() - before - 60) < 1);
  }

  @Test
  void theColumnByWhichTheyAreSortedIsRemembered() throws Exception {
    robot.interact(() -> {
      column("name").setSortType(TableColumn.SortType.DESCENDING);
      tree().getSortOrder().setAll(List.of(column("name")));
    });
    waitUntil("from the end", () -> first().contains("private"));
    again();
    waitUntil("from the end again", () -> first().contains("private"));
    assertEquals(TableColumn.SortType.DESCENDING, column("name").getSortType());
  }

  private String first() {
    return String.valueOf(tree().getItems().getFirst());
  }

  /** The program ends and starts again. */
  private void again() throws Exception {
    shut();
    reopen();
    waitForRows(10);
    press("Ctrl+1");
    untilListed(7);
  }
}
