package org.duplexsync.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import org.duplexsync.app.RealJobs;
import org.duplexsync.control.PlanRow;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.table.Slot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A window and a terminal, each a process of its own, want one job: they don't fight. */
class WindowLockTest extends RealWindowCase {
  private final List<Process> processes = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private Process terminal;

  @Override
  void prepare() throws Exception {
    super.prepare();
    demo.outage();
    terminal = start("first", "review");
    await("the terminal asks about the second row", () -> asked("first") == 1);
    answer(">");
    await("the terminal asks about the second row", () -> asked("first") == 2);
  }

  @AfterEach
  void stop() throws Exception {
    for (Process process : processes) {
      process.destroy();
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  /** Before there is a window. */
  private void await(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, what + "; said: " + said("first"));
      Thread.sleep(50);
    }
  }

  private Process start(String name, String command) throws IOException {
    Process process =
        RealJobs.process(
                directory.resolve(name),
                command,
                jobFile().toString(),
                "--state",
                state().toString())
            .start();
    processes.add(process);
    return process;
  }

  private void answer(String line) throws IOException {
    terminal.getOutputStream().write((line + "\n").getBytes(UTF_8));
    terminal.getOutputStream().flush();
  }

  private String said(String name) throws IOException {
    Path file = directory.resolve(name);
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** How many rows the terminal has asked about. */
  private int asked(String name) throws IOException {
    return said(name).split("\\n      B  ", -1).length - 1;
  }

  private String shownAtStart() {
    return robot.lookup(".start-screen .label").queryAllAs(Label.class).stream()
        .map(Label::getText)
        .collect(Collectors.joining("\n"));
  }

  private void untilRefused() {
    String held = "already being run by process " + terminal.pid();
    waitLong("said", () -> shownAtStart().contains(held));
    assertNull(window.job());
  }

  private long decided() {
    return table().getItems().stream()
        .map(Slot::row)
        .filter(row -> row != null && mine(row))
        .count();
  }

  private static boolean mine(PlanRow row) {
    return row.decision() != null;
  }

  @Test
  void whatTheTerminalHasBegunTheWindowGoesOnWithOnceItIsFree() throws Exception {
    untilRefused();
    robot.clickOn(Text.of("start.again"));
    untilRefused();
    answer("q");
    assertTrue(terminal.waitFor(30, TimeUnit.SECONDS), said("first"));
    robot.clickOn(Text.of("start.again"));
    untilOpen();
    waitLong("the rows are there", () -> table().isVisible() && !selectedPath().isEmpty());
    waitLong("the terminal's decision stands", () -> decided() == 1);
    Process second = start("second", "compare");
    assertTrue(second.waitFor(60, TimeUnit.SECONDS));
    assertEquals(3, second.exitValue(), said("second"));
    String held = "already being run by process " + ProcessHandle.current().pid();
    assertTrue(said("second").contains(held), said("second"));
    press("F5");
    waitLong("the window was not disturbed", () -> model().idle() && decided() == 1);
  }

  @Test
  void aTerminalThatWasKilledHoldsNothing() throws Exception {
    untilRefused();
    terminal.destroyForcibly();
    assertTrue(terminal.waitFor(20, TimeUnit.SECONDS));
    robot.clickOn(Text.of("start.again"));
    untilOpen();
    waitLong("the rows are there", () -> table().isVisible() && !selectedPath().isEmpty());
    waitLong("its decision was kept", () -> decided() == 1);
  }
}
