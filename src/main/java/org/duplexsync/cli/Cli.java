package org.duplexsync.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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

  private final List<Object> commands;
  private final Map<List<Object>, CommandLine> lines = new HashMap<>();
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
    commands = new ArrayList<>();
    commands.add(new CheckCommand(run, json));
    commands.add(new CompareCommand(run, json));
    commands.add(new ReviewCommand(run, json));
    commands.add(new SyncCommand(run, json));
    commands.add(new RequestCommand(run, json));
    commands.add(new VersionsCommand(run, json));
    commands.add(new RestoreCommand(run, json));
    commands.add(new StatusCommand(run, json));
    commands.add(new EngineCommand.Pause(run));
    commands.add(new EngineCommand.Resume(run));
    commands.add(new EngineCommand.Retry(run));
    commands.add(new EngineCommand.Stop(run));
    commands.addAll(more);
  }

  /** Only the command that is named, if one is: to know all of them takes as long as to run one. */
  private CommandLine line(String... arguments) {
    // kept: each command goes back to the values that it had when it was made known
    return lines.computeIfAbsent(named(arguments), this::line);
  }

  private CommandLine line(List<Object> named) {
    CommandLine line = new CommandLine(new Root());
    named.forEach(line::addSubcommand);
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
    return line;
  }

  private List<Object> named(String... arguments) {
    for (Object command : commands) {
      Command known = command.getClass().getAnnotation(Command.class);
      if (arguments.length > 0 && known != null && known.name().equals(arguments[0])) {
        return List.of(command);
      }
    }
    return commands;
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
      int status = line(arguments).execute(arguments);
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
