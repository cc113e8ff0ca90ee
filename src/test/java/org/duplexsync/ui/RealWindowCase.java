package org.duplexsync.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duplexsync.app.RealJobs;
import org.duplexsync.control.JobOpener;
import org.duplexsync.demo.Demo;
import org.duplexsync.ui.parts.PairModel;
import org.junit.jupiter.api.AfterEach;
import org.testfx.util.WaitForAsyncUtils;

/** A window on the demo's two real SSH servers with the real engine, with hands. */
abstract class RealWindowCase extends WindowCase {
  @SuppressWarnings("NullAway.Init")
  Demo demo;

  @Override
  final SampleRows rows() {
    return SampleRows.everyCase();
  }

  @Override
  void prepare() throws Exception {
    demo = Demo.start();
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
    demo.close();
  }

  /** Servers take their time. */
  static void waitLong(String what, Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(
          90,
          TimeUnit.SECONDS,
          () -> WaitForAsyncUtils.asyncFx(condition).get(20, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      throw new AssertionError("not in time: " + what, e);
    }
  }

  OpenPair shown() {
    OpenJob job = window.job();
    if (job == null) {
      throw new AssertionError("no job is open");
    }
    return job.currentProperty().get();
  }

  PairModel model() {
    return shown().model();
  }

  void untilOpen() {
    waitLong("open", () -> window.job() != null && model().idle());
  }
}
