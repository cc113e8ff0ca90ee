package org.duplexsync.app;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duplexsync.cli.Cli;
import org.duplexsync.cli.RunCommand;
import org.duplexsync.cli.Terminal;

/** The program: puts the parts together and runs one command. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // all is said in English, numbers too, whatever the account's language is
    Locale.setDefault(Locale.ENGLISH);
    HeadStart.give(arguments);
    Map<String, String> environment = System.getenv();
    Terminal terminal = Terminal.system(environment);
    int status = run(terminal, environment, arguments);
    terminal.flush();
    Ending.with(status, arguments);
  }

  static int run(Terminal terminal, Map<String, String> environment, String... arguments) {
    String[] command = arguments.length == 0 ? new String[] {"window"} : arguments;
    return cli(terminal, environment).run(command);
  }

  private static Cli cli(Terminal terminal, Map<String, String> environment) {
    Jobs jobs = new Jobs(InstantSource.system(), false);
    Jobs serving = new Jobs(InstantSource.system(), true);
    DemoCommand demo =
        new DemoCommand(
            terminal,
            jobs,
            () -> new Cli(jobs, terminal, environment, List.of()),
            WindowCommand.hasDisplay(environment));
    WindowCommand window = new WindowCommand(terminal, serving, environment);
    RunCommand run = new RunCommand(serving, terminal, environment);
    return new Cli(jobs, terminal, environment, List.of(run, window, demo));
  }
}
