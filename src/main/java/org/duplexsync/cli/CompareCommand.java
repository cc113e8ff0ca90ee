package org.duplexsync.cli;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.duplexsync.control.CompareOptions;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "compare",
    description = "Scan both trees and print the plan; change nothing in the trees.")
final class CompareCommand implements Callable<Integer> {
  @Mixin private final JobOptions options = new JobOptions();
  @Mixin private final DeleteOption deletes = new DeleteOption();
  @Mixin private final ExportOption export = new ExportOption();
  private final JobRun run;
  private final JsonOutput json;

  CompareCommand(JobRun run, JsonOutput json) {
    this.run = run;
    this.json = json;
  }

  @Override
  public Integer call() {
    try (JsonOutput.Document document = json.start("compare", options)) {
      ExitCode code = run.each(options, pair -> compare(pair, document));
      document.end(code, run.fatal());
      return code.status();
    }
  }

  private ExitCode compare(PairControl pair, JsonOutput.Document document) throws ControlException {
    export.verify();
    PlanSummary plan = pair.compare(new CompareOptions(false, deletes.value()));
    document.plan(pair, plan);
    if (!options.json) {
      new PlanPrinter(run.terminal(), pair, ZoneId.systemDefault(), InstantSource.system())
          .print(plan);
    }
    export.write(pair, run.terminal());
    return PlanPrinter.code(pair, plan);
  }
}
