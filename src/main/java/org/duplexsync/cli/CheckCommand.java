package org.duplexsync.cli;

import java.util.concurrent.Callable;
import org.duplexsync.control.CheckReport;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "check",
    description = "Tell what was found out about both hosts, with a fix for each thing amiss.")
final class CheckCommand implements Callable<Integer> {
  @Mixin private final JobOptions options = new JobOptions();
  private final JobRun run;
  private final JsonOutput json;

  CheckCommand(JobRun run, JsonOutput json) {
    this.run = run;
    this.json = json;
  }

  @Override
  public Integer call() {
    try (JsonOutput.Document document = json.start("check", options)) {
      ExitCode code = run.each(options, pair -> check(pair, document));
      document.end(code, run.fatal());
      return code.status();
    }
  }

  private ExitCode check(PairControl pair, JsonOutput.Document document) throws ControlException {
    CheckReport report = pair.check();
    document.check(pair.info(), report);
    if (!options.json) {
      print(pair, report);
    }
    return report.failed() ? ExitCode.PARTIAL : ExitCode.IN_SYNC;
  }

  private void print(PairControl pair, CheckReport report) {
    Terminal terminal = run.terminal();
    terminal.rewrite("");
    terminal.line(terminal.style(Terminal.Style.BOLD, pair.info().name()));
    for (CheckReport.Line line : report.lines()) {
      terminal.line(
          "  %s %s  %-22s %s"
              .formatted(
                  mark(line.level()), pair.info().host(line.side()), line.what(), line.found()));
      if (!line.fix().isEmpty()) {
        terminal.line("        " + line.fix());
      }
    }
  }

  private String mark(CheckReport.Level level) {
    Terminal terminal = run.terminal();
    return switch (level) {
      case OK -> terminal.style(Terminal.Style.GREEN, "ok  ");
      case WARNING -> terminal.style(Terminal.Style.YELLOW, "warn");
      case FAILED -> terminal.style(Terminal.Style.RED, "FAIL");
    };
  }
}
