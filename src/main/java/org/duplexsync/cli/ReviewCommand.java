package org.duplexsync.cli;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.control.CompareOptions;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.control.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "review",
    description =
        "Decide and approve in the terminal, row by row; stops and goes on where it was left.")
final class ReviewCommand implements Callable<Integer> {
  @Mixin private final JobOptions options = new JobOptions();
  @Mixin private final DeleteOption deletes = new DeleteOption();
  @Mixin private final ExportOption export = new ExportOption();

  @Option(
      names = "--again",
      description = "Go on with the plan of last time instead of comparing first.")
  private boolean again;

  private final JobRun run;
  private final JsonOutput json;

  ReviewCommand(JobRun run, JsonOutput json) {
    this.run = run;
    this.json = json;
  }

  @Override
  public Integer call() {
    try (JsonOutput.Document document = json.start("review", options)) {
      ExitCode code = run.each(options, pair -> review(pair, document));
      document.end(code, run.fatal());
      return code.status();
    }
  }

  private ExitCode review(PairControl pair, JsonOutput.Document document) throws ControlException {
    Terminal terminal = run.terminal();
    export.verify();
    PlanSummary plan =
        again ? stored(pair) : pair.compare(new CompareOptions(true, deletes.value()));
    run.goOn();
    PlanPrinter printer =
        new PlanPrinter(terminal, pair, ZoneId.systemDefault(), InstantSource.system());
    terminal.rewrite("");
    if (plan.rows() == 0) {
      printer.print(plan);
      document.plan(pair, plan);
      return PlanPrinter.code(pair, plan);
    }
    Approval approval = new Approval(run, pair, printer.words());
    terminal.line(
        "%s: %s. Nothing is written until you approve."
            .formatted(pair.info().name(), Words.count(plan.rows(), "difference", "differences")));
    export.write(pair, terminal);
    boolean finished = new ReviewDialog(terminal, pair, printer, approval.by()).run();
    RunReport report =
        finished && approval.guards(plan, false, false)
            ? approval.commit(ApproveMode.DECIDED, false, null)
            : null;
    document.committed(pair, plan, report);
    if (report == null) {
      terminal.line(
          "Nothing was written. Your decisions are kept; go on with: duplex review --again "
              + options.job);
      return PlanPrinter.code(pair, plan, null);
    }
    terminal.line(Words.report(report));
    Troubles.print(terminal, pair, report);
    report.notes().forEach(note -> terminal.line("  " + note));
    return PlanPrinter.code(pair, plan, report);
  }

  private static PlanSummary stored(PairControl pair) throws ControlException {
    return pair.plan()
        .orElseThrow(
            () -> new ControlException("There is no plan to go on with: leave out --again."));
  }
}
