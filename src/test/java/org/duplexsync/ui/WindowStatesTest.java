package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.model.Halt;
import org.duplexsync.model.HostPulse;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

/** What the window shows when something is missing, wrong, or under way. */
class WindowStatesTest extends WindowCase {
  @Override
  SampleRows rows() {
    return SampleRows.everyCase();
  }

  @Test
  void aGuardStopsTheApprovalUntilItIsRead() {
    pair.halts.add(
        new PlanSummary.HaltRow(
            new Halt.ClockSkew(Duration.ofSeconds(9), Duration.ofSeconds(2)),
            "The clocks differ by 9 s.",
            false));
    press("F5");
    waitUntil("the halt is shown", () -> robot.lookup(".halt").tryQuery().isPresent());
    assertTrue(robot.lookup("#approve").queryButton().isDisabled());
    robot.clickOn(".halt");
    waitUntil("read", () -> !robot.lookup("#approve").queryButton().isDisabled());
    assertTrue(pair.asked.contains("acknowledge 0"));
  }

  @Test
  void theNumberOfDeletionsIsTyped() {
    waitForRows(10);
    pair.typeDeletes = true;
    robot.clickOn("#chip-DELETE");
    waitForRows(1);
    press("Alt+Left");
    waitUntil("it is asked for", () -> robot.lookup("#typed-count").query().isVisible());
    assertTrue(robot.lookup("#approve").queryButton().isDisabled());
    TextField count = robot.lookup("#typed-count").queryAs(TextField.class);
    robot.interact(() -> count.setText("1"));
    assertFalse(robot.lookup("#approve").queryButton().isDisabled());
    robot.interact(robot.lookup("#approve").queryButton()::fire);
    waitUntil("approved", () -> pair.asked.contains("approve DECIDED OptionalLong[1]"));
    waitUntil("typed once", () -> count.getText().isEmpty());
  }

  @Test
  void aWholeKindIsDecidedOnlyAsFarAsTheTextShowsIt() {
    waitForRows(10);
    ToggleButton chip = robot.lookup("#chip-CONFLICT").queryAs(ToggleButton.class);
    robot.interact(() -> robot.lookup("#filter").queryAs(TextField.class).setText("report"));
    waitForRows(1);
    robot.interact(chip.getContextMenu().getItems().getFirst()::fire);
    waitUntil("one of two", () -> pair.decided() == 1);
  }

  @Test
  void aFilterThatFitsNothingSaysSoAndIsCleared() {
    waitForRows(10);
    press("Ctrl+F");
    robot.interact(() -> robot.lookup("#filter").queryAs(TextField.class).setText("nowhere"));
    waitUntil("nothing fits", () -> text("#empty-title").equals("0 of 10 match"));
    robot.clickOn("#empty-clear");
    waitForRows(10);
  }

  @Test
  void aServerThatIsGoneIsNamedAndTheLastPlanStays() {
    waitForRows(10);
    pair.trouble = new ControlException("tgt-b: no route to host. Nothing was changed.");
    press("F5");
    waitUntil("said", () -> text("#sentence").startsWith("tgt-b not reachable since"));
    assertEquals(10, table().getItems().size());
    assertTrue(robot.lookup(".note-bad").tryQuery().isPresent());
  }

  @Test
  void nothingIsCalledEqualOfAServerThatIsAway() {
    waitForRows(10);
    pair.becomes(SampleRows.of(List.of()));
    press("F5");
    waitUntil("equal", () -> text("#empty-title").equals("No differences"));
    pair.trouble = new ControlException("tgt-b: no route to host");
    press("F5");
    waitUntil("dated", () -> text("#empty-title").startsWith("Nothing differed at"));
  }

  @Test
  void theSentenceOnTheButtonIsReadInASmallWindow() {
    waitForRows(10);
    robot.interact(() -> window.scene().getWindow().setWidth(900));
    press("Ctrl+M");
    Button approve = robot.lookup("#approve").queryButton();
    waitUntil("all", () -> approve.getText().startsWith("Approve 9"));
    double bar = robot.lookup(".approve-bar").query().getBoundsInLocal().getHeight();
    assertTrue(bar < 120, "nothing is squeezed into a column: " + bar);
    assertTrue(robot.lookup(".left-out").query().getBoundsInLocal().getWidth() >= 100);
  }

  @Test
  void whatIsUnderWayIsCancelled() {
    waitForRows(10);
    pair.hold = new CountDownLatch(1);
    press("F5");
    waitUntil("comparing", () -> text("#sentence").startsWith("Comparing"));
    press("Esc");
    waitUntil("ended", () -> text("#sentence").contains("differences"));
    assertTrue(pair.asked.contains("cancel"));
  }

  @Test
  void whatFailedIsAmberAndCanBeShown() {
    waitForRows(10);
    pair.failing = List.of("images/banner.png");
    robot.interact(() -> robot.lookup("#approve").queryButton().fire());
    waitUntil("the report says so", () -> robot.lookup(".note-asks").tryQuery().isPresent());
    robot.clickOn("Show what failed");
    waitForRows(1);
    assertEquals("images/banner.png", selectedPath());
  }

  @Test
  void thePlanIsExportedToWhereTheOperatorSays() {
    waitForRows(10);
    Path file = directory.resolve("plan.csv");
    robot.interact(() -> window.exportTo(() -> Optional.of(file)));
    press("Ctrl+E");
    waitUntil("said", () -> shownNotes().contains("10 rows written to " + file));
    assertTrue(Files.exists(file));
    robot.interact(() -> window.exportTo(() -> Optional.of(directory.resolve("plan.doc"))));
    robot.clickOn("#export");
    waitUntil("refused in place", () -> shownNotes().contains(".html, .csv or .json"));
  }

  private String shownNotes() {
    return robot.lookup(".note .label").queryAllAs(Label.class).stream()
        .map(Label::getText)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void pillsTellHowAServerAnswers() {
    pair.pulses.put(Side.A, new HostPulse(Duration.ofMillis(21), Instant.now(), 5L << 30));
    waitUntil(
        "the latency is shown",
        () ->
            robot.lookup(".server-pill .condition").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().endsWith("21 ms")));
    robot.clickOn("tgt-a");
    waitUntil("more of it", () -> robot.lookup("5.0 GiB").tryQuery().isPresent());
  }

  @Test
  void whileLiveTheReviewDoesNotSayThatNothingIsWritten() {
    waitForRows(10);
    assertTrue(text("#headline").contains("Nothing is written until you approve"));
    pair.live.live(new org.duplexsync.model.LiveStatus(3, 1, 10, FakeLive.SINCE, 4, 4, List.of()));
    waitUntil("live", () -> text("#headline").contains("wait for you"));
    assertTrue(text("#headline").endsWith("Nothing is done about them until you approve."));
  }

  @Test
  void whatAnApprovalDoesNotTakeSaysSoInItsRow() {
    waitForRows(10);
    waitUntil("it asks", () -> actions().contains("needs a decision"));
    assertTrue(actions().contains("proposed: \u2190 overwrite on tgt-a"), actions().toString());
    long waits = actions().stream().filter(said -> said.startsWith("waits")).count();
    assertTrue(waits > 0, actions().toString());
    press("Ctrl+M");
    waitUntil("every proposal", () -> !actions().contains("needs a decision"));
    assertTrue(actions().contains("\u2190 overwrite on tgt-a"), actions().toString());
    assertTrue(actions().stream().noneMatch(said -> said.startsWith("waits")));
  }

  private java.util.List<String> actions() {
    return robot.lookup(".action-cell .label").queryAllAs(Label.class).stream()
        .map(Label::getText)
        .toList();
  }

  @Test
  void rowsThatAreDoneAreCountedAsThat() {
    waitForRows(10);
    robot.interact(() -> robot.lookup("#approve").queryButton().fire());
    waitUntil("done", () -> text("#shown").contains("done"));
    long left = pair.left();
    waitUntil("counted", () -> text("#shown").equals("10 rows, " + (10 - left) + " done"));
    robot.interact(() -> robot.lookup("#filter").queryTextInputControl().setText("is:done"));
    waitUntil("of all", () -> text("#shown").equals((10 - left) + " of 10 shown"));
  }

  @Test
  void aColumnSortsInTheStoreAndAClickOnTheMapLeadsThere() {
    waitForRows(10);
    robot.interact(() -> {
      var size = table().getColumns().stream().filter(c -> c.getId().equals("sizeA")).findFirst();
      size.orElseThrow().setVisible(true);
      size.orElseThrow().setSortType(javafx.scene.control.TableColumn.SortType.DESCENDING);
      table().getSortOrder().add(size.orElseThrow());
      table().sort();
    });
    waitUntil("largest first", () -> path(0).equals("images/banner.png"));
    assertEquals(1, table().getSortOrder().size());
    Region map = robot.lookup(".overview-map").queryAs(Region.class);
    assertEquals(160, map.getChildrenUnmodifiable().size());
    robot.interact(() -> table().getSelectionModel().clearAndSelect(0));
    robot.clickOn(map, javafx.scene.input.MouseButton.PRIMARY);
    waitUntil("in the middle", () -> table().getSelectionModel().getSelectedIndex() >= 4);
  }

  @Test
  void theOrderOfTheRowsIsRememberedLikeTheColumns() {
    waitForRows(10);
    robot.interact(() -> {
      var size = table().getColumns().stream().filter(c -> c.getId().equals("sizeA")).findFirst();
      size.orElseThrow().setVisible(true);
      size.orElseThrow().setSortType(javafx.scene.control.TableColumn.SortType.DESCENDING);
      table().getSortOrder().add(size.orElseThrow());
    });
    waitUntil("largest first", () -> path(0).equals("images/banner.png"));
    robot.interact(() -> window.open(jobFile()));
    waitUntil(
        "largest first again",
        () ->
            robot.lookup("#review-table").tryQuery().isPresent()
                && table().getItems().size() == 10
                && path(0).equals("images/banner.png"));
    assertEquals("sizeA", table().getSortOrder().getFirst().getId());
  }

  private String path(int index) {
    var row = table().getItems().get(index).row();
    return row == null ? "" : row.item().path().toString();
  }

  @Test
  void treesThatCantBeListedAnewStayDimmedAndDated() {
    waitForRows(10);
    press("Ctrl+1");
    waitUntil("listed", () -> tree().isVisible() && tree().getItems().size() == 7);
    pair.trouble = new ControlException("tgt-b: no route to host.");
    robot.clickOn("#tree-reload");
    waitUntil("said", () -> text("#tree-stale").startsWith("As of "));
    assertEquals(7, tree().getItems().size());
    pair.trouble = null;
    robot.clickOn("#tree-reload");
    waitUntil("as it is now", () -> !robot.lookup("#tree-stale").query().isVisible());
  }

  @Test
  void treesOfAServerThatIsAwayAreThoseOfTheLastCompareDimmedAndDated() {
    waitForRows(10);
    pair.trouble = new ControlException("tgt-b: no route to host.");
    press("Ctrl+1");
    waitUntil("known", () -> tree().isVisible() && tree().getItems().size() == 7);
    String stale = text("#tree-stale");
    assertTrue(stale.startsWith("As of ") && stale.endsWith("not reachable now"), stale);
    robot.interact(() -> tree().requestFocus());
    press("Home");
    press("Right");
    waitUntil("opened, too", () -> tree().getItems().size() == 10);
    assertTrue(pair.asked.contains("known cgi"));
    pair.trouble = null;
    robot.clickOn("#tree-reload");
    waitUntil("as it is now", () -> !robot.lookup("#tree-stale").query().isVisible());
    assertTrue(pair.onWindowThread.isEmpty(), pair.onWindowThread.toString());
  }

  @Test
  void crumbsLeadToTheDirectory() {
    waitForRows(10);
    press("Ctrl+1");
    waitUntil("listed", () -> tree().isVisible() && tree().getItems().size() == 7);
    robot.interact(() -> tree().requestFocus());
    press("Home");
    press("Right");
    waitUntil("opened", () -> tree().getItems().size() == 10);
    press("Right");
    waitUntil("inside", () -> robot.lookup(".crumbs .hyperlink").tryQuery().isPresent());
    robot.clickOn(".crumbs .hyperlink");
    waitUntil("back", () -> tree().getSelectionModel().getSelectedIndex() == 0);
  }

  private TableView<Object> tree() {
    return robot.lookup("#tree-table").queryTableView();
  }
}
