package org.duplexsync.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.duplexsync.control.JobOpener;
import org.duplexsync.control.PlanRow;
import org.duplexsync.ui.parts.Background;
import org.duplexsync.ui.table.Slot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A window over a {@link PagedPair}, with hands. */
@ExtendWith(OnDisplay.class)
abstract class WindowCase {
  @TempDir Path directory;
  final FxRobot robot = new FxRobot();
  PagedPair pair = new PagedPair(rows());

  @SuppressWarnings("NullAway.Init") // set in the fixture, on the window's thread
  MainWindow window;

  @SuppressWarnings("NullAway.Init")
  Background background;

  abstract SampleRows rows();

  /** Before the window opens. */
  void prepare() throws Exception {}

  JobOpener opener() {
    return (_, _, _) -> pair.job();
  }

  Path jobFile() {
    return directory.resolve("web.duplex.json");
  }

  Path state() {
    return directory;
  }

  @BeforeEach
  void open() throws Exception {
    prepare();
    FxToolkit.registerPrimaryStage();
    reopen();
  }

  /** As the program does at its next start. */
  void reopen() throws Exception {
    Path job = jobFile();
    background = new Background(Platform::runLater);
    WindowMemory memory = WindowMemory.load(directory.resolve("window.properties"), background);
    FxToolkit.setupFixture(() -> {
      Stage stage = new Stage();
      stage.setWidth(1440);
      stage.setHeight(900);
      window = new MainWindow(stage, opener(), state(), background, memory);
      window.show(job);
      stage.toFront();
      stage.requestFocus();
    });
  }

  @AfterEach
  void shut() throws TimeoutException {
    FxToolkit.setupFixture(() -> window.scene().getWindow().hide());
    window.shutDown();
    Files.exists(directory);
  }

  static void waitUntil(String what, Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(
          60,
          TimeUnit.SECONDS,
          () -> WaitForAsyncUtils.asyncFx(condition).get(30, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      throw new AssertionError("not in time: " + what, e);
    }
  }

  void waitForRows(int count) {
    waitUntil(
        count + " rows",
        () ->
            robot.lookup("#review-table").tryQuery().isPresent()
                && table().isVisible()
                && table().getItems().size() == count
                && selected() != null);
  }

  TableView<Slot> table() {
    return robot.lookup("#review-table").queryTableView();
  }

  private @Nullable PlanRow selected() {
    Slot slot = table().getSelectionModel().getSelectedItem();
    return slot == null ? null : slot.row();
  }

  String selectedPath() {
    PlanRow row = selected();
    return row == null ? "" : row.item().path().toString();
  }

  String text(String query) {
    return robot.lookup(query).<Labeled>query().getText();
  }

  /**
   * Keys as {@link KeyCombination#valueOf} reads them. They go to the window itself: without a
   * window manager the display may give its keys to no window.
   */
  void press(String keys) {
    KeyCodeCombination keyed = (KeyCodeCombination) KeyCombination.valueOf(keys);
    fire(KeyEvent.KEY_PRESSED, keyed, KeyEvent.CHAR_UNDEFINED);
    fire(KeyEvent.KEY_RELEASED, keyed, KeyEvent.CHAR_UNDEFINED);
  }

  /** A character, whatever key makes it. */
  void type(String character) {
    fire(KeyEvent.KEY_TYPED, new KeyCodeCombination(KeyCode.A), character);
  }

  private void fire(EventType<KeyEvent> type, KeyCodeCombination keyed, String character) {
    robot.interact(() -> {
      Node owner = window.scene().getFocusOwner();
      KeyEvent event =
          new KeyEvent(
              type,
              character,
              "",
              keyed.getCode(),
              keyed.getShift() == KeyCombination.ModifierValue.DOWN,
              keyed.getControl() == KeyCombination.ModifierValue.DOWN
                  || keyed.getShortcut() == KeyCombination.ModifierValue.DOWN,
              keyed.getAlt() == KeyCombination.ModifierValue.DOWN,
              false);
      Event.fireEvent(owner == null ? window.scene().getRoot() : owner, event);
    });
    WaitForAsyncUtils.waitForFxEvents();
  }
}
