package org.duplexsync.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.JobOpener;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.Subscription;
import org.jspecify.annotations.Nullable;

/** Opens the job, does one thing with each of its pairs, and answers with the worst exit code. */
final class JobRun {
  private final JobOpener opener;
  private final Terminal terminal;
  private final Path defaultState;
  private @Nullable Interruption interruption;

  JobRun(JobOpener opener, Terminal terminal, Map<String, String> environment) {
    this.opener = opener;
    this.terminal = terminal;
    this.defaultState = defaultState(environment);
  }

  /** One thing to do with a pair. */
  interface Task {
    ExitCode run(PairControl pair) throws ControlException;
  }

  Terminal terminal() {
    return terminal;
  }

  /** As if the process were told to end; waits until the command has come to its end. */
  void interrupt() {
    if (interruption != null) {
      interruption.cancel();
    }
  }

  /** To be asked before anything is approved: the operator may have thought better of it. */
  void goOn() throws ControlException {
    if (interruption != null && interruption.happened()) {
      throw new ControlException(ControlException.CANCELLED);
    }
  }

  ExitCode each(JobOptions options, Task task) {
    return each(
        options, task, state -> opener.open(options.job, state, new TerminalQuestions(terminal)));
  }

  /** As {@link #each}, for what is about one pair only. */
  ExitCode one(JobOptions options, Task task) {
    return each(
        options,
        task,
        state -> {
          JobControl job = opener.open(options.job, state, new TerminalQuestions(terminal));
          if (options.pair == null && job.pairs().size() > 1) {
            String names = names(job);
            job.close();
            throw new ControlException(
                "Say which pair with --pair NAME; the job has: " + names + ".");
          }
          return job;
        });
  }

  /** As {@link #each}, without having the job for itself: to look, or to tell its engine. */
  ExitCode look(JobOptions options, Task task) {
    return each(options, task, state -> opener.look(options.job, state));
  }

  private interface Opening {
    JobControl open(Path state) throws ControlException;
  }

  private ExitCode each(JobOptions options, Task task, Opening opening) {
    Path state = options.state == null ? defaultState : options.state;
    try (JobControl job = opening.open(state)) {
      List<PairControl> pairs = chosen(job, options);
      try (Interruption own = Interruption.cancels(pairs)) {
        interruption = own;
        ExitCode worst = ExitCode.IN_SYNC;
        for (PairControl pair : pairs) {
          if (!own.happened()) {
            worst = worst.worse(one(pair, task));
          }
        }
        return worst;
      }
    } catch (ControlException e) {
      return fatal(e);
    }
  }

  private ExitCode one(PairControl pair, Task task) {
    try (Subscription _ = pair.listen(new ProgressLine(pair.info(), terminal))) {
      return task.run(pair);
    } catch (ControlException e) {
      return fatal(e);
    }
  }

  private ExitCode fatal(ControlException e) {
    terminal.rewrite("");
    terminal.note(terminal.style(Terminal.Style.RED, "duplex: ") + e.getMessage());
    return ExitCode.FATAL;
  }

  private static List<PairControl> chosen(JobControl job, JobOptions options)
      throws ControlException {
    if (options.pair == null) {
      return job.pairs();
    }
    List<PairControl> chosen =
        job.pairs().stream().filter(pair -> pair.info().name().equals(options.pair)).toList();
    if (chosen.isEmpty()) {
      throw new ControlException(
          "The job has no pair named '%s'; it has: %s.".formatted(options.pair, names(job)));
    }
    return chosen;
  }

  private static String names(JobControl job) {
    return job.pairs().stream().map(pair -> pair.info().name()).collect(Collectors.joining(", "));
  }

  static Path defaultState(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        xdg.startsWith("/")
            ? Path.of(xdg)
            : Path.of(environment.getOrDefault("HOME", "."), ".local", "state");
    return base.resolve("duplex");
  }
}
