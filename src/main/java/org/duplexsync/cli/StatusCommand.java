package org.duplexsync.cli;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    description = "Tell what is known of each pair, without reaching a server.")
final class StatusCommand implements Callable<Integer> {
  @Mixin private final JobOptions options = new JobOptions();
  private final JobRun run;
  private final JsonOutput json;

  StatusCommand(JobRun run, JsonOutput json) {
    this.run = run;
    this.json = json;
  }

  @Override
  public Integer call() {
    try (JsonOutput.Document document = json.start("status", options)) {
      ExitCode code = run.each(options, pair -> status(pair, document));
      document.end(code);
      return code.status();
    }
  }

  private ExitCode status(PairControl pair, JsonOutput.Document document) throws ControlException {
    Optional<PlanSummary> plan = pair.plan();
    document.status(pair.info(), plan);
    if (plan.isEmpty()) {
      if (!options.json) {
        run.terminal()
            .line(
                "%s: never compared. Type: duplex compare %s"
                    .formatted(pair.info().name(), options.job));
      }
      return ExitCode.WAITING;
    }
    if (!options.json) {
      print(pair, plan.get());
    }
    return PlanPrinter.code(plan.get());
  }

  private void print(PairControl pair, PlanSummary plan) {
    Words words = new Words(pair.info(), ZoneId.systemDefault());
    String what =
        plan.rows() == 0
            ? "no differences"
            : Words.count(plan.rows(), "difference waits", "differences wait");
    run.terminal()
        .line(
            "%s: %s as of %s, %s"
                .formatted(
                    pair.info().name(),
                    what,
                    words.time(plan.compared()),
                    Words.ago(plan.compared(), InstantSource.system().instant())));
    new PlanPrinter(run.terminal(), pair, ZoneId.systemDefault(), InstantSource.system())
        .halts(plan);
  }
}
