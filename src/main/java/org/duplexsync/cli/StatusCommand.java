package org.duplexsync.cli;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.duplexsync.control.Condition;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.EngineState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "Tell what is known of each pair, without reaching a server.")
final class StatusCommand implements Callable<Integer> {
  @Mixin private final JobOptions options = new JobOptions();

  @Option(
      names = "--follow",
      description = "Go on telling as it changes, until the engine ends or Ctrl+C.")
  private boolean follow;

  @Option(
      names = "--live",
      description = "For monitoring: a pair that no engine runs is an error (exit status 3).")
  private boolean live;

  private final JobRun run;
  private final JsonOutput json;

  StatusCommand(JobRun run, JsonOutput json) {
    this.run = run;
    this.json = json;
  }

  @Override
  public Integer call() {
    if (follow) {
      Following following = new Following(run.terminal(), options.json);
      ExitCode code = run.lookAtAll(options, following::follow);
      following.end(code, run.fatal());
      return code.status();
    }
    try (JsonOutput.Document document = json.start("status", options)) {
      ExitCode code = run.look(options, pair -> status(pair, document));
      document.end(code, run.fatal());
      return code.status();
    }
  }

  private ExitCode status(PairControl pair, JsonOutput.Document document) throws ControlException {
    EngineState state = pair.state();
    Optional<PlanSummary> plan = pair.plan();
    if (state instanceof EngineState.Stopped) {
      document.status(pair, null, plan);
      ExitCode stored = stored(pair, plan);
      if (live && !options.json) {
        run.terminal().line(pair.info().name() + ": no engine keeps it live");
      }
      return live ? ExitCode.FATAL : stored;
    }
    Condition now = Condition.of(state, pair.info());
    document.status(pair, now, plan);
    if (!options.json) {
      print(pair, now);
    }
    long blocked = plan.map(all -> all.counts().getOrDefault(Bucket.BLOCKED, 0L)).orElse(0L);
    if (blocked > 0 && !options.json) {
      run.terminal()
          .line(
              "  %s; the reasons: duplex review %s"
                  .formatted(
                      Words.count(blocked, "path is blocked", "paths are blocked"), options.job));
    }
    boolean served = code(now) == ExitCode.IN_SYNC || code(now) == ExitCode.WAITING;
    return blocked > 0 && served ? ExitCode.PARTIAL : code(now);
  }

  private void print(PairControl pair, Condition now) {
    Words words = new Words(pair.info(), ZoneId.systemDefault());
    Instant asOf = now.asOf();
    Instant since = now.since();
    String known =
        asOf == null || now.level() != Condition.Level.GOOD ? "" : ", as of " + words.time(asOf);
    run.terminal().line(pair.info().name() + ": " + now.sentence() + known);
    if (since != null && now.state().equals("unreachable")) {
      run.terminal().line("  unreachable since " + words.time(since));
    }
    now.troubles().stream()
        .filter(trouble -> !now.sentence().contains(trouble.cause()))
        .forEach(trouble -> run.terminal().line("  " + trouble.sentence()));
    now.notes().forEach(note -> run.terminal().line("  " + note));
  }

  static ExitCode code(Condition condition) {
    return switch (condition.level()) {
      case GOOD -> ExitCode.IN_SYNC;
      case WAITING -> ExitCode.WAITING;
      case TROUBLE -> ExitCode.PARTIAL;
      case DOWN -> ExitCode.FATAL;
    };
  }

  /** What is known where no engine runs. */
  private ExitCode stored(PairControl pair, Optional<PlanSummary> plan) throws ControlException {
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
    return PlanPrinter.code(pair, plan.get());
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
    var printer =
        new PlanPrinter(run.terminal(), pair, ZoneId.systemDefault(), InstantSource.system());
    printer.upkeep(plan.upkeep());
    printer.halts(plan);
    if (plan.rows() > 0) {
      run.terminal().line("  To decide: duplex review " + options.job);
    }
  }
}
