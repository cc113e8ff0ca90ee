package org.duplexsync.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.duplexsync.cli.Cli;
import org.duplexsync.cli.ExitCode;
import org.duplexsync.cli.Terminal;
import org.duplexsync.demo.Demo;
import picocli.CommandLine.Command;

/**
 * The main job on two embedded servers, from agreed to outage to compare to in sync, at the
 * terminal.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Run the main job on two embedded SSH servers.")
final class DemoCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Cli> cli;

  DemoCommand(Terminal terminal, Supplier<Cli> cli) {
    this.terminal = terminal;
    this.cli = cli;
  }

  @Override
  public Integer call() throws IOException {
    try (Demo demo = Demo.start()) {
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
