package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import org.duplexsync.app.RealJobs;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.JobOpener;
import org.duplexsync.control.Questions;
import org.duplexsync.demo.Demo;
import org.duplexsync.ui.parts.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Another engine has the job: the window says who, and tries again when asked to. */
class WindowLockTest extends WindowCase {
  @SuppressWarnings("NullAway.Init")
  private Demo demo;

  @SuppressWarnings("NullAway.Init")
  private JobControl other;

  @Override
  SampleRows rows() {
    return SampleRows.everyCase();
  }

  @Override
  void prepare() throws Exception {
    demo = Demo.start();
    other = opener().open(jobFile(), state(), Questions.NOBODY);
  }

  @Override
  JobOpener opener() {
    return RealJobs.opener();
  }

  @Override
  Path jobFile() {
    return demo.jobFile();
  }

  @Override
  Path state() {
    return demo.stateDirectory();
  }

  @AfterEach
  void end() throws IOException {
    other.close();
    demo.close();
  }

  private String said() {
    return robot.lookup(".start-screen .label").queryAllAs(Label.class).stream()
        .map(Label::getText)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void whoHasItIsNamedAndTryingAgainOpensItWhenItIsFree() {
    String held = "already being run by process " + ProcessHandle.current().pid();
    waitUntil("said", () -> said().contains(held));
    robot.clickOn(Text.of("start.again"));
    waitUntil("still", () -> said().contains(held));
    assertTrue(window.job() == null);
    other.close();
    robot.clickOn(Text.of("start.again"));
    waitUntil("open", () -> window.job() != null);
  }
}
