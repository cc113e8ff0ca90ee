package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import org.duplexsync.control.CompareOptions;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.Questions;
import org.duplexsync.control.RowFilter;
import org.duplexsync.control.RowQuery;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

/** The window on two real SSH servers with the real engine, also when one of them goes away. */
class WindowOnServersTest extends RealWindowCase {
  @Override
  void prepare() throws Exception {
    super.prepare();
    try (JobControl job = opener().open(jobFile(), state(), Questions.NOBODY)) {
      job.pairs().getFirst().compare(new CompareOptions(true, null));
    }
    demo.outage();
  }

  private void compare() {
    untilOpen();
    press("F5");
    waitLong(
        "compared",
        () -> model().idle() && model().stateProperty().get() instanceof EngineState.Review);
    waitLong(
        "rows are there",
        () ->
            robot.lookup("#review-table").tryQuery().isPresent()
                && table().isVisible()
                && !selectedPath().isEmpty());
    while (robot.lookup(".halt").tryQuery().isPresent()) {
      int halts = robot.lookup(".halt").queryAll().size();
      robot.interact(() -> robot.lookup(".halt").queryButton().fire());
      waitLong("read", () -> robot.lookup(".halt").queryAll().size() < halts);
    }
  }

  /** Takes A's side of the first conflict, by keys. */
  private String decideFirstConflict() throws Exception {
    press("F8");
    waitLong(
        "a conflict",
        () -> {
          var slot = table().getSelectionModel().getSelectedItem();
          PlanRow row = slot == null ? null : slot.row();
          return row != null && row.item().bucket() == org.duplexsync.model.Bucket.CONFLICT;
        });
    String path = selectedPath();
    type(">");
    waitLong("decided", () -> isMine(path));
    return path;
  }

  private boolean isMine(String path) {
    return table().getItems().stream()
        .anyMatch(slot -> {
          PlanRow row = slot.row();
          return row != null && row.item().path().toString().equals(path) && row.decision() != null;
        });
  }

  private void approveAll() {
    robot.interact(
        () -> robot.lookup("#mode-ALL").<javafx.scene.control.ToggleButton>query().fire());
    waitLong(
        "the sentence is there",
        () -> model().isCounted() && button().getText().startsWith("Approve "));
    if (robot.lookup("#typed-count").query().isVisible()) {
      String count = text(".type-count").replaceAll("\\D", "");
      robot.interact(() -> robot.lookup("#typed-count").queryAs(TextField.class).setText(count));
    }
    waitLong("it can be approved", () -> !button().isDisabled());
    press("F9");
    press("Space");
  }

  private Button button() {
    return robot.lookup("#approve").queryButton();
  }

  private static String tree(Path root) throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.walk(root)) {
      for (Path file : files.sorted().toList()) {
        all.append(root.relativize(file)).append(' ');
        all.append(Files.isRegularFile(file) ? Files.size(file) : 0).append('\n');
      }
    }
    return all.toString();
  }

  @Test
  void fromOpeningOverAConflictDecidedByHandToInSync() throws Exception {
    compare();
    String path = decideFirstConflict();
    byte[] ours = Files.readAllBytes(demo.tree(Side.A).resolve(path));
    approveAll();
    waitLong("carried out", () -> model().idle() && model().reportProperty().get().isPresent());
    press("F5");
    waitLong("in sync", () -> text("#sentence").startsWith("In sync as of"));
    assertEquals(tree(demo.tree(Side.A)), tree(demo.tree(Side.B)));
    assertEquals(
        new String(ours, java.nio.charset.StandardCharsets.ISO_8859_1),
        Files.readString(
            demo.tree(Side.B).resolve(path), java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  @Test
  void aServerThatGoesAwayInTheMiddleOfAReviewTakesNothingAlong() throws Exception {
    compare();
    int rows = table().getItems().size();
    String path = decideFirstConflict();
    demo.cut(Side.B);
    press("F5");
    waitLong("said", () -> text("#sentence").startsWith("tgt-b not reachable since"));
    assertEquals(rows, table().getItems().size());
    assertTrue(isMine(path));
    type("/");
    demo.mend(Side.B);
    compare();
    assertEquals(rows, table().getItems().size());
    waitLong("what was decided is known", () -> isMine(path));
  }

  @Test
  void aHalfDoneReviewSurvivesARestart() throws Exception {
    compare();
    int rows = table().getItems().size();
    String path = decideFirstConflict();
    robot.interact(() -> window.scene().getWindow().hide());
    window.shutDown();
    reopen();
    untilOpen();
    waitLong(
        "all rows and the decision stand, without a compare",
        () -> table().isVisible() && table().getItems().size() == rows && isMine(path));
    press("Ctrl+Z");
    waitLong("it can still be taken back", () -> !isMine(path));
  }

  @Test
  void aServerThatGoesAwayInTheMiddleOfACommitLosesNothing() throws Exception {
    byte[] content = new byte[200_000];
    new Random(5).nextBytes(content);
    for (int i = 0; i < 400; i++) {
      Files.write(demo.tree(Side.A).resolve("bulk-%03d.bin".formatted(i)), content);
    }
    compare();
    approveAll();
    waitLong(
        "under way",
        () ->
            model().stateProperty().get() instanceof EngineState.Committing c
                && c.progress().items() > 0);
    demo.cut(Side.B);
    waitLong("it ends", () -> model().idle());
    waitLong("said", () -> text("#sentence").startsWith("tgt-b not reachable since"));
    assertFalse(robot.lookup(".dialog-pane").tryQuery().isPresent());
    PairControl pair = model().control();
    RowFilter done = org.duplexsync.ui.table.FilterText.parse("is:done").filter();
    assertTrue(pair.rows(RowQuery.of(Set.of(), done)).size() < table().getItems().size());
    demo.mend(Side.B);
    compare();
    approveAll();
    waitLong("carried out", () -> model().idle() && model().reportProperty().get().isPresent());
    press("F5");
    waitLong("in sync", () -> text("#sentence").startsWith("In sync as of"));
    assertEquals(tree(demo.tree(Side.A)), tree(demo.tree(Side.B)));
  }

  @Test
  void anOutageOf240DifferencesAndSevenConflictsByKeyboardAlone() throws Exception {
    Path a = demo.tree(Side.A);
    Path b = demo.tree(Side.B);
    for (int i = 0; i < 5; i++) {
      // never agreed on, and different
      Files.writeString(a.resolve("menu-%d.html".formatted(i)), "from A " + i);
      Files.writeString(b.resolve("menu-%d.html".formatted(i)), "from B, longer " + i);
    }
    for (int i = 0; i < 215; i++) {
      Files.writeString((i % 2 == 0 ? a : b).resolve("page-%03d.html".formatted(i)), "page " + i);
    }
    untilOpen();
    press("F5");
    waitLong("compared", () -> model().idle() && text("#sentence").startsWith("7 decisions"));
    waitLong("rows are there", () -> table().isVisible() && !selectedPath().isEmpty());
    assertTrue(text("#sentence").contains("240 differences"), text("#sentence"));
    for (int i = 0; i < 7; i++) {
      String before = selectedPath();
      press("F8");
      waitLong("the next conflict", () -> anotherConflict(before));
      type(">");
      String path = selectedPath();
      waitLong("decided", () -> isMine(path));
    }
    press("Ctrl+M");
    waitLong("all", () -> button().getText().startsWith("Approve 240"));
    press("F9");
    while (window.scene().getFocusOwner() instanceof Button guard
        && guard.getStyleClass().contains("halt")) {
      press("Space");
      waitLong("read", () -> guard.getScene() == null);
      press("F9");
    }
    if (window.scene().getFocusOwner() instanceof TextField count) {
      String deletions = text(".type-count").replaceAll("\\D", "");
      robot.interact(() -> count.setText(deletions));
      press("F9");
    }
    assertEquals(button(), window.scene().getFocusOwner());
    press("Space");
    waitLong("carried out", () -> model().idle() && model().reportProperty().get().isPresent());
    press("F5");
    waitLong("in sync", () -> text("#sentence").startsWith("In sync as of"));
    assertEquals(tree(a), tree(b));
  }

  private boolean anotherConflict(String before) {
    var slot = table().getSelectionModel().getSelectedItem();
    PlanRow row = slot == null ? null : slot.row();
    return row != null
        && row.item().bucket() == org.duplexsync.model.Bucket.CONFLICT
        && row.decision() == null
        && !row.item().path().toString().equals(before);
  }
}
