package org.duplexsync.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.duplexsync.cli.Cli;
import org.duplexsync.cli.ExitCode;
import org.duplexsync.cli.Terminal;
import org.duplexsync.control.JobOpener;
import org.duplexsync.demo.Demo;
import org.duplexsync.ui.Window;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The main job on two embedded servers, from agreed to outage: in the window, or without a display
 * on to compare and in sync at the terminal.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Run the main job on two embedded SSH servers.")
final class DemoCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final JobOpener jobs;
  private final Supplier<Cli> cli;
  private final boolean display;

  @Option(
      names = "--screenshots",
      paramLabel = "DIR",
      description = "Save a picture of each screen of the window, and end.")
  private @Nullable Path screenshots;

  @Option(names = "--terminal", description = "At the terminal, also where there is a display.")
  private boolean atTerminal;

  /**
   * @param display there is one to open the window on
   */
  DemoCommand(Terminal terminal, JobOpener jobs, Supplier<Cli> cli, boolean display) {
    this.terminal = terminal;
    this.jobs = jobs;
    this.cli = cli;
    this.display = display;
  }

  @Override
  public Integer call() throws IOException {
    try (Demo demo = Demo.start()) {
      if (screenshots != null || (display && !atTerminal)) {
        return inWindow(demo);
      }
      terminal.line("Two servers, tgt-a and tgt-b, hold the same web site.");
      int agreed = duplex(demo, "sync", "--approve", "none");
      if (agreed != ExitCode.IN_SYNC.status()) {
        return agreed;
      }
      demo.outage();
      terminal.line("");
      terminal.line("Then they can't talk for some hours, and people go on working on both.");
      duplex(demo, "compare");
      terminal.line("");
      terminal.line(
          "Approved as proposed (newer wins, deletes are restored), the plan brings them together:");
      int synced = duplex(demo, "sync", "--approve", "all", "--yes", "--accept-guards");
      if (synced != ExitCode.IN_SYNC.status()) {
        return synced;
      }
      terminal.line("");
      terminal.line("Compared once more:");
      return duplex(demo, "compare");
    }
  }

  private int inWindow(Demo demo) throws IOException {
    terminal.line("Two servers, tgt-a and tgt-b, agree on the same web site:");
    int agreed = duplex(demo, "sync", "--approve", "none");
    if (agreed != ExitCode.IN_SYNC.status()) {
      return agreed;
    }
    demo.outage();
    if (screenshots != null) {
      Window.screenshots(
          jobs, demo.jobFile(), demo.stateDirectory(), screenshots, () -> work(demo));
      terminal.line("The pictures are in " + screenshots + ".");
    } else {
      terminal.line("Then both change while they can't talk. The window shows what differs;");
      terminal.line("the demo ends when it is closed.");
      // its servers end with this process
      Window.open(jobs, demo.jobFile(), demo.stateDirectory(), null);
    }
    return ExitCode.IN_SYNC.status();
  }

  private static void work(Demo demo) {
    try {
      demo.work();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int duplex(Demo demo, String command, String... options) {
    String[] arguments = new String[options.length + 4];
    arguments[0] = command;
    arguments[1] = demo.jobFile().toString();
    arguments[2] = "--state";
    arguments[3] = demo.stateDirectory().toString();
    System.arraycopy(options, 0, arguments, 4, options.length);
    terminal.line(
        "$ duplex %s %s %s"
            .formatted(command, demo.jobFile().getFileName(), String.join(" ", options)));
    return cli.get().run(arguments);
  }
}
