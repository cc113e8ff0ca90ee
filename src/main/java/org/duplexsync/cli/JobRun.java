package org.duplexsync.cli;

import java.nio.file.Path;
import java.util.ArrayList;
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
  private final List<Fatal> fatal = new ArrayList<>();
  private volatile @Nullable Interruption interruption;

  JobRun(JobOpener opener, Terminal terminal, Map<String, String> environment) {
    this.opener = opener;
    this.terminal = terminal;
    this.defaultState = defaultState(environment);
  }

  /** One thing to do with a pair. */
  interface Task {
    ExitCode run(PairControl pair) throws ControlException;
  }

  /**
   * Why something could not be carried out.
   *
   * @param pair its name; null: the job as a whole
   */
  record Fatal(@Nullable String pair, ControlException why) {}

  Terminal terminal() {
    return terminal;
  }

  /** Of the command that runs. */
  List<Fatal> fatal() {
    return List.copyOf(fatal);
  }

  /** As if the process were told to end; waits until the command has come to its end. */
  void interrupt() {
    Interruption now = interruption;
    if (now != null) {
      now.cancel();
    }
  }

  /** To be asked before anything is approved: the operator may have thought better of it. */
  void goOn() throws ControlException {
    if (isInterrupted()) {
      throw ControlException.cancelled(null);
    }
  }

  private boolean isInterrupted() {
    Interruption now = interruption;
    return now != null && now.happened();
  }

  /** The command has come to its end, and all it writes is written. */
  void ended() {
    Interruption now = interruption;
    if (now != null) {
      now.close();
    }
    interruption = null;
    fatal.clear();
  }

  ExitCode each(JobOptions options, Task task) {
    return open(
        options,
        state -> opener.open(options.job, state, new TerminalQuestions(terminal)),
        pairs -> cancellable(pairs, task));
  }

  private ExitCode cancellable(List<PairControl> pairs, Task task) {
    interruption = Interruption.cancels(pairs, terminal);
    return one(pairs, task);
  }

  /** As {@link #each}, for what is about one pair only. */
  ExitCode one(JobOptions options, Task task) {
    return open(
        options,
        state -> {
          JobControl job = opener.open(options.job, state, new TerminalQuestions(terminal));
          if (options.pair == null && job.pairs().size() > 1) {
            String names = names(job);
            job.close();
            throw new ControlException(
                "Say which pair with --pair NAME; the job has: " + names + ".");
          }
          return job;
        },
        pairs -> cancellable(pairs, task));
  }

  /** As {@link #each}, without having the job for itself: to look, or to tell its engine. */
  ExitCode look(JobOptions options, Task task) {
    return open(options, state -> opener.look(options.job, state), pairs -> looked(pairs, task));
  }

  /** What its engine does meanwhile is no progress of this command. */
  private ExitCode looked(List<PairControl> pairs, Task task) {
    ExitCode worst = ExitCode.IN_SYNC;
    for (PairControl pair : pairs) {
      try {
        worst = worst.worse(task.run(pair));
      } catch (ControlException e) {
        worst = worst.worse(fatal(pair.info().name(), e));
      }
    }
    return worst;
  }

  /** As {@link #look}, at all pairs together. */
  ExitCode lookAtAll(JobOptions options, Pairs task) {
    return open(options, state -> opener.look(options.job, state), task);
  }

  private interface Opening {
    JobControl open(Path state) throws ControlException;
  }

  /** One thing to do with all pairs together. */
  interface Pairs {
    ExitCode run(List<PairControl> pairs) throws ControlException;
  }

  private ExitCode open(JobOptions options, Opening opening, Pairs task) {
    Path state = options.state == null ? defaultState : options.state;
    try (JobControl job = opening.open(state)) {
      return task.run(chosen(job, options));
    } catch (ControlException e) {
      return fatal(null, e);
    }
  }

  private ExitCode one(List<PairControl> pairs, Task task) {
    ExitCode worst = ExitCode.IN_SYNC;
    for (PairControl pair : pairs) {
      if (!isInterrupted()) {
        worst = worst.worse(one(pair, task));
      }
    }
    return worst;
  }

  private ExitCode one(PairControl pair, Task task) {
    try (Subscription _ = pair.listen(new ProgressLine(pair.info(), terminal))) {
      return task.run(pair);
    } catch (ControlException e) {
      return fatal(pair.info().name(), e);
    }
  }

  private ExitCode fatal(@Nullable String pair, ControlException e) {
    fatal.add(new Fatal(pair, e));
    terminal.rewrite("");
    if (!isInterrupted() || !ControlException.CANCELLED.equals(e.getMessage())) {
      terminal.note(terminal.style(Terminal.Style.RED, "duplex: ") + e.getMessage());
    }
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
