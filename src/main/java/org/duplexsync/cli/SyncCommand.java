package org.duplexsync.cli;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.control.CompareOptions;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.control.RunReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "sync", description = "Compare, approve what --approve says, and commit it.")
final class SyncCommand implements Callable<Integer> {
  enum Approve {
    SAFE,
    ALL,
    NONE
  }

  @Mixin private final JobOptions options = new JobOptions();
  @Mixin private final DeleteOption deletes = new DeleteOption();

  @Option(
      names = "--approve",
      required = true,
      paramLabel = "safe|all|none",
      description = {
        "safe: no delete, no conflict, nothing that went back in time, nothing a guard holds;",
        "all: every default of the plan; none: only remember what is equal."
      })
  @SuppressWarnings("NullAway.Init")
  private Approve approve;

  @Option(names = "--yes", description = "Don't ask before committing.")
  private boolean yes;

  @Option(
      names = "--confirm-deletes",
      paramLabel = "N",
      description = "The number of deletions, where they are above the pair's limit.")
  private @Nullable Long confirmDeletes;

  @Option(
      names = "--accept-guards",
      description = "The guards that stop this plan were read and are accepted.")
  private boolean acceptGuards;

  @Option(
      names = "--read-all",
      description = {
        "Before anything is approved read all files once that were only taken for equal, by size",
        "and time, however long that takes; else they are read for some seconds in each run."
      })
  private boolean readAll;

  private final JobRun run;
  private final JsonOutput json;

  SyncCommand(JobRun run, JsonOutput json) {
    this.run = run;
    this.json = json;
  }

  @Override
  public Integer call() {
    try (JsonOutput.Document document = json.start("sync", options)) {
      ExitCode code = run.each(options, pair -> sync(pair, document));
      document.end(code, run.fatal());
      return code.status();
    }
  }

  private ExitCode sync(PairControl pair, JsonOutput.Document document) throws ControlException {
    Terminal terminal = run.terminal();
    PlanSummary plan = pair.compare(new CompareOptions(true, deletes.value(), readAll));
    run.goOn();
    PlanPrinter printer =
        new PlanPrinter(terminal, pair, ZoneId.systemDefault(), InstantSource.system());
    if (!options.json) {
      printer.print(plan);
    }
    if (approve == Approve.NONE || (plan.rows() == 0 && plan.halts().isEmpty())) {
      document.plan(pair, plan);
      return PlanPrinter.code(pair, plan);
    }
    RunReport report = commit(plan, new Approval(run, pair, printer.words()));
    document.committed(pair, plan, report);
    if (report == null) {
      terminal.note("Nothing was approved, nothing was written.");
      return PlanPrinter.code(pair, plan, null);
    }
    if (!options.json) {
      terminal.line(Words.report(report));
      Troubles.print(terminal, pair, report);
      report.notes().forEach(note -> terminal.line("  " + note));
    }
    return PlanPrinter.code(pair, plan, report);
  }

  private @Nullable RunReport commit(PlanSummary plan, Approval approval) throws ControlException {
    if (!approval.guards(plan, acceptGuards, !options.json)) {
      run.terminal()
          .note(
              "A guard stops this plan. Read it, then say --accept-guards, or use: duplex review %s"
                  .formatted(options.job));
      return null;
    }
    if (!yes && !run.terminal().isTerminal()) {
      throw new ControlException(
          "There is no terminal to ask at: add --yes to commit what --approve %s allows."
              .formatted(approve.name().toLowerCase(Locale.ROOT)));
    }
    ApproveMode mode = approve == Approve.SAFE ? ApproveMode.SAFE : ApproveMode.ALL;
    return approval.commit(mode, yes, confirmDeletes);
  }
}
