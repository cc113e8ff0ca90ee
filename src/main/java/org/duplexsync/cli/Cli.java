package org.duplexsync.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.duplexsync.control.JobOpener;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands, put together. */
public final class Cli {
  @Command(
      name = "duplex",
      mixinStandardHelpOptions = true,
      version = "duplex 0.1.0",
      description = "Keeps the directory trees of two servers equal, with an operator in control.",
      footer = {
        "",
        "Exit status: 0 in sync; 1 something waits for a decision or was skipped;",
        "2 some paths failed or are unknown; 3 the command could not be carried out;",
        "130, 143, 129 ended by Ctrl+C, kill, or the end of the terminal."
      })
  static final class Root {}

  private final CommandLine line;
  private final JobRun run;
  private final Terminal terminal;

  /**
   * @param more further commands of the composition root
   */
  public Cli(
      JobOpener opener, Terminal terminal, Map<String, String> environment, List<Object> more) {
    this.terminal = terminal;
    run = new JobRun(opener, terminal, environment);
    JsonOutput json = new JsonOutput(terminal);
    line = new CommandLine(new Root());
    line.addSubcommand(new CheckCommand(run, json));
    line.addSubcommand(new CompareCommand(run, json));
    line.addSubcommand(new ReviewCommand(run, json));
    line.addSubcommand(new SyncCommand(run, json));
    line.addSubcommand(new RequestCommand(run, json));
    line.addSubcommand(new StatusCommand(run, json));
    line.addSubcommand(new EngineCommand.Pause(run));
    line.addSubcommand(new EngineCommand.Resume(run));
    line.addSubcommand(new EngineCommand.Retry(run));
    line.addSubcommand(new EngineCommand.Stop(run));
    more.forEach(line::addSubcommand);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()));
    line.setExitCodeExceptionMapper(e -> ExitCode.FATAL.status());
    line.setExecutionExceptionHandler((e, command, parsed) -> {
      terminal.note("duplex: unexpected: " + e);
      return ExitCode.FATAL.status();
    });
    for (CommandLine each : line.getSubcommands().values()) {
      each.getCommandSpec().exitCodeOnInvalidInput(ExitCode.FATAL.status());
    }
    line.getCommandSpec().exitCodeOnInvalidInput(ExitCode.FATAL.status());
  }

  /** Where state is kept unless another place is named: below the XDG state directory. */
  public static Path stateDirectory(Map<String, String> environment) {
    return JobRun.defaultState(environment);
  }

  /** As if the process were told to end; waits until the command has come to its end. */
  void interrupt() {
    run.interrupt();
  }

  /** Runs one command; answers its exit status. */
  public int run(String... arguments) {
    try {
      int status = line.execute(arguments);
      if (terminal.arrived()) {
        return status;
      }
      terminal.note("duplex: The output could not be written whole: is the disk full?");
      return ExitCode.FATAL.status();
    } finally {
      run.ended();
    }
  }
}
