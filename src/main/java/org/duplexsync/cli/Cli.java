package org.duplexsync.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.control.ControlException;
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
  private final JsonOutput json;

  /**
   * @param more further commands of the composition root
   */
  public Cli(
      JobOpener opener, Terminal terminal, Map<String, String> environment, List<Object> more) {
    this.terminal = terminal;
    run = new JobRun(opener, terminal, environment);
    json = new JsonOutput(terminal);
    commands = new ArrayList<>();
    commands.add(new CheckCommand(run, json));
    commands.add(new CompareCommand(run, json));
    commands.add(new ReviewCommand(run, json));
    commands.add(new SyncCommand(run, json));
    commands.add(new RequestCommand(run, json));
    commands.add(new VersionsCommand(run, json));
    commands.add(new RestoreCommand(run, json));
    commands.add(new StatusCommand(run, json));
    commands.add(new EngineCommand.Pause(run, json));
    commands.add(new EngineCommand.Resume(run, json));
    commands.add(new EngineCommand.Retry(run, json));
    commands.add(new EngineCommand.Stop(run, json));
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
    if (named.size() > 1) {
      line.addSubcommand(new CommandLine.HelpCommand());
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()));
    line.setParameterExceptionHandler(this::misunderstood);
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

  /** Says what is amiss, not all that there is: the help does. */
  private int misunderstood(CommandLine.ParameterException e, String... arguments) {
    CommandLine at = e.getCommandLine();
    String why = amiss(e, at.getParent() == null);
    String help = "Type: %s --help".formatted(at.getCommandSpec().qualifiedName());
    terminal.note(terminal.style(Terminal.Style.RED, "duplex: ") + why);
    terminal.note(help);
    if (List.of(arguments).contains("--json")) {
      try (JsonOutput.Document document = json.start(at.getCommandName(), (String) null)) {
        var told = new ControlException("ARGUMENTS", why, e);
        document.end(ExitCode.FATAL, List.of(new JobRun.Fatal(null, told)));
      }
    }
    return ExitCode.FATAL.status();
  }

  private static String amiss(CommandLine.ParameterException e, boolean isRoot) {
    if (!(e instanceof CommandLine.UnmatchedArgumentException unmatched)) {
      var argument = e.getArgSpec();
      boolean isWord = argument != null && argument.type().isEnum() && e.getValue() != null;
      return isWord
          ? "'%s' is none of %s.".formatted(e.getValue(), argument.paramLabel())
          : e.getMessage() + ".";
    }
    String first = unmatched.getUnmatched().getFirst();
    String what =
        unmatched.isUnknownOption()
            ? "'%s' is no option here.".formatted(first)
            : isRoot
                ? "'%s' is no command.".formatted(first)
                : "'%s' is one word too many.".formatted(first);
    List<String> near = unmatched.getSuggestions();
    return near.isEmpty() ? what : what + " Did you mean " + String.join(" or ", near) + "?";
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
      terminal.note("duplex: " + terminal.lost());
      return ExitCode.FATAL.status();
    } finally {
      terminal.document(false);
      run.ended();
    }
  }
}
