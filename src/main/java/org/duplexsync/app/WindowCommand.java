package org.duplexsync.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.duplexsync.cli.Cli;
import org.duplexsync.cli.ExitCode;
import org.duplexsync.cli.Terminal;
import org.duplexsync.control.JobOpener;
import org.duplexsync.ui.Window;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens the window; also what is done when no command is given. */
@Command(
    name = "window",
    mixinStandardHelpOptions = true,
    description = "Open the window; so does duplex without a command.")
final class WindowCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final JobOpener jobs;
  private final Map<String, String> environment;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "JOB",
      description = "The job file; without it the window offers to open one.")
  private @Nullable Path job;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where state is kept; default: duplex below the XDG state directory.")
  private @Nullable Path state;

  WindowCommand(Terminal terminal, JobOpener jobs, Map<String, String> environment) {
    this.terminal = terminal;
    this.jobs = jobs;
    this.environment = environment;
  }

  /** Where JavaFX has a display to draw on. */
  static boolean hasDisplay(Map<String, String> environment) {
    boolean unix = System.getProperty("os.name", "").equals("Linux");
    return !unix
        || !environment.getOrDefault("DISPLAY", "").isEmpty()
        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
  }

  @Override
  public Integer call() {
    if (!hasDisplay(environment)) {
      terminal.note("duplex: there is no display for the window; duplex --help lists the commands");
      return ExitCode.FATAL.status();
    }
    Path kept = state == null ? Cli.stateDirectory(environment) : state;
    Window.open(jobs, job, kept, DetachedRun.ofThisProgram());
    return ExitCode.IN_SYNC.status();
  }
}
