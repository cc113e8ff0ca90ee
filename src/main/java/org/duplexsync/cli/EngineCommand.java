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
  private final String done;

  EngineCommand(JobRun run, String done) {
    this.run = run;
    this.done = done;
  }

  abstract void tell(LiveControl live, String by) throws ControlException;

  @Override
  public Integer call() {
    return run.look(options, this::one).status();
  }

  private ExitCode one(PairControl pair) throws ControlException {
    if (pair.state() instanceof EngineState.Stopped) {
      throw new ControlException(
          "%s: no engine runs it. Type: duplex run %s".formatted(pair.info().name(), options.job));
    }
    tell(pair.live(), "operator:" + System.getProperty("user.name", "unknown"));
    run.terminal().line(pair.info().name() + ": " + done);
    return ExitCode.IN_SYNC;
  }

  @Command(name = "pause", description = "Let the running engine write nothing until resumed.")
  static final class Pause extends EngineCommand {
    Pause(JobRun run) {
      super(run, "paused");
    }

    @Override
    void tell(LiveControl live, String by) throws ControlException {
      live.pause(by);
    }
  }

  @Command(name = "resume", description = "Let the paused engine go on.")
  static final class Resume extends EngineCommand {
    Resume(JobRun run) {
      super(run, "goes on");
    }

    @Override
    void tell(LiveControl live, String by) throws ControlException {
      live.resume(by);
    }
  }

  @Command(name = "retry", description = "Let the running engine try now to reach what is gone.")
  static final class Retry extends EngineCommand {
    Retry(JobRun run) {
      super(run, "tries at once");
    }

    @Override
    void tell(LiveControl live, String by) throws ControlException {
      live.retryNow();
    }
  }

  @Command(name = "stop", description = "End the running engine, with nothing half done.")
  static final class Stop extends EngineCommand {
    Stop(JobRun run) {
      super(run, "stopped");
    }

    @Override
    void tell(LiveControl live, String by) throws ControlException {
      live.stop(by);
    }
  }
}
