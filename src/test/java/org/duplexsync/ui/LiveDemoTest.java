package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.duplexsync.app.RealJobs;
import org.duplexsync.demo.Demo;
import org.duplexsync.model.Side;
import org.duplexsync.ui.activity.Phase;
import org.duplexsync.ui.parts.Background;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The window on the demo's two SSH servers, really live. */
@ExtendWith(OnDisplay.class)
class LiveDemoTest {
  private final FxRobot robot = new FxRobot();

  @SuppressWarnings("NullAway.Init")
  private Demo demo;

  @SuppressWarnings("NullAway.Init")
  private MainWindow window;

  @BeforeEach
  void open() throws Exception {
    demo = Demo.start();
    FxToolkit.registerPrimaryStage();
    Background background = new Background(Platform::runLater);
    FxToolkit.setupFixture(() -> {
      Stage stage = new Stage();
      stage.setWidth(1440);
      stage.setHeight(900);
      window =
          new MainWindow(
              stage,
              RealJobs.opener(),
              demo.stateDirectory(),
              background,
              WindowMemory.forgetful(background));
      window.show(demo.jobFile());
    });
    until("the job is open", () -> window.job() != null && pair().model().idle());
    run("goLive");
    until("live", () -> phase() == Phase.LIVE && text("#sentence").startsWith("In sync as of"));
  }

  @AfterEach
  void close() throws Exception {
    FxToolkit.setupFixture(() -> window.scene().getWindow().hide());
    window.shutDown();
    demo.close();
  }

  private static void until(String what, Callable<Boolean> condition) throws Exception {
    try {
      WaitForAsyncUtils.waitFor(
          60,
          TimeUnit.SECONDS,
          () -> WaitForAsyncUtils.asyncFx(condition).get(10, TimeUnit.SECONDS));
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("not in time: " + what, e);
    }
  }

  private OpenPair pair() {
    OpenJob job = window.job();
    if (job == null) {
      throw new AssertionError("no job is open");
    }
    return job.currentProperty().get();
  }

  private Phase phase() {
    return pair().live().phaseProperty().get();
  }

  private void run(String command) {
    robot.interact(() -> window.commands().run(command));
  }

  private String text(String query) {
    return robot.lookup(query).<Labeled>query().getText();
  }

  private boolean told(String text) {
    ListView<?> events = robot.lookup("#events").queryListView();
    return events.getItems().stream().anyMatch(row -> row.toString().contains(text));
  }

  private Path on(Side side, String name) {
    return demo.tree(side).resolve(name);
  }

  private static boolean holds(Path file, String text) {
    try {
      return Files.exists(file) && Files.readString(file).equals(text);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void anEditOnOneServerIsOnTheOtherAndTheWindowShowsBothTimes() throws Exception {
    Files.writeString(on(Side.A, "news.html"), "<p>open</p>\n");
    until("it is there", () -> holds(on(Side.B, "news.html"), "<p>open</p>\n"));
    until("and is told", () -> told("news.html"));
    robot.interact(() -> robot.lookup("#events").queryListView().getSelectionModel().select(0));
    until("with both times", () -> text("#event-details").contains("on tgt-b "));
    assertTrue(
        text("#event-details")
            .matches(
                "(?s)created on tgt-a \\d\\d:\\d\\d:\\d\\d\\.\\d{3},"
                    + " on tgt-b \\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\..*"),
        text("#event-details"));
    Files.writeString(on(Side.B, "news.html"), "<p>closed</p>\n");
    until("back", () -> holds(on(Side.A, "news.html"), "<p>closed</p>\n"));
  }

  @Test
  void aServerThatGoesAwayIsNamedAndItsReturnIsSeen() throws Exception {
    demo.cut(Side.B);
    until("named", () -> phase() == Phase.UNREACHABLE);
    until("said", () -> text("#sentence").startsWith("tgt-b unreachable since"));
    Files.writeString(on(Side.A, "meanwhile.html"), "<p>meanwhile</p>\n");
    demo.mend(Side.B);
    run("retryNow");
    until("live again", () -> phase() == Phase.LIVE);
    until("caught up", () -> holds(on(Side.B, "meanwhile.html"), "<p>meanwhile</p>\n"));
    until("in sync", () -> text("#sentence").startsWith("In sync as of"));
  }

  @Test
  void pausedNothingTravelsAndResumedItDoes() throws Exception {
    run("pause");
    until("paused", () -> phase() == Phase.PAUSED);
    Files.writeString(on(Side.A, "later.html"), "later\n");
    until("queued", () -> text("#sentence").contains("1 change queued"));
    assertEquals(false, Files.exists(on(Side.B, "later.html")));
    run("resume");
    until("it travels", () -> holds(on(Side.B, "later.html"), "later\n"));
    run("stopLive");
    until("stopped", () -> phase() == Phase.OFF);
  }
}
