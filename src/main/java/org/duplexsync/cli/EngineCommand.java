package org.duplexsync.cli;

import java.util.concurrent.Callable;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.LiveControl;
import org.duplexsync.control.PairControl;
import org.duplexsync.model.EngineState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells the engine that runs a job to do something. */
abstract sealed class EngineCommand implements Callable<Integer> {
  @Mixin private final JobOptions options = new JobOptions();
  private final JobRun run;
  private final JsonOutput json;
  private final String name;
  private final String done;

  /**
   * @param done what the pair then does, in words
   */
  EngineCommand(JobRun run, JsonOutput json, String name, String done) {
    this.run = run;
    this.json = json;
    this.name = name;
    this.done = done;
  }

  abstract void tell(LiveControl live, String by) throws ControlException;

  @Override
  public Integer call() {
    try (JsonOutput.Document document = json.start(name, options)) {
      ExitCode code = run.look(options, pair -> one(pair, document));
      document.end(code, run.fatal());
      return code.status();
    }
  }

  private ExitCode one(PairControl pair, JsonOutput.Document document) throws ControlException {
    if (pair.state() instanceof EngineState.Stopped) {
      throw new ControlException(
          "%s: no engine runs it. Type: duplex run %s".formatted(pair.info().name(), options.job));
    }
    tell(pair.live(), "operator:" + System.getProperty("user.name", "unknown"));
    document.told(pair.info(), done);
    if (!options.json) {
      run.terminal().line(pair.info().name() + ": " + done);
    }
    return ExitCode.IN_SYNC;
  }

  @Command(name = "pause", description = "Let the running engine write nothing until resumed.")
  static final class Pause extends EngineCommand {
    Pause(JobRun run, JsonOutput json) {
      super(run, json, "pause", "paused");
    }

    @Override
    void tell(LiveControl live, String by) throws ControlException {
      live.pause(by);
    }
  }

  @Command(name = "resume", description = "Let the paused engine go on.")
  static final class Resume extends EngineCommand {
    Resume(JobRun run, JsonOutput json) {
      super(run, json, "resume", "goes on");
    }

    @Override
    void tell(LiveControl live, String by) throws ControlException {
      live.resume(by);
    }
  }

  @Command(name = "retry", description = "Let the running engine try now to reach what is gone.")
  static final class Retry extends EngineCommand {
    Retry(JobRun run, JsonOutput json) {
      super(run, json, "retry", "tries at once");
    }

    @Override
    void tell(LiveControl live, String by) throws ControlException {
      live.retryNow();
    }
  }

  @Command(name = "stop", description = "End the running engine, with nothing half done.")
  static final class Stop extends EngineCommand {
    Stop(JobRun run, JsonOutput json) {
      super(run, json, "stop", "stopped");
    }

    @Override
    void tell(LiveControl live, String by) throws ControlException {
      live.stop(by);
    }
  }
}
