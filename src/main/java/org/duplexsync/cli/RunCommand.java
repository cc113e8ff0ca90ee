package org.duplexsync.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.JobOpener;
import org.duplexsync.control.Questions;
import org.duplexsync.headless.Headless;
import org.duplexsync.headless.Log;
import org.duplexsync.headless.ServiceManager;
import org.duplexsync.headless.Unattended;
import org.duplexsync.job.JobFile;
import org.duplexsync.job.JobFileException;
import org.duplexsync.job.Reports;
import org.duplexsync.job.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps a job live without a window, until it is told to end. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Keep both sides of all pairs equal, without a window, until stopped.")
public final class RunCommand implements Callable<Integer> {
  /** Of the five seconds that ending may take. */
  private static final Duration TO_STOP = Duration.ofSeconds(4);

  private static final Duration TO_CLOSE = Duration.ofMillis(700);

  private final JobOpener jobs;
  private final Terminal terminal;
  private final Map<String, String> environment;
  private final InstantSource clock = InstantSource.system();

  @Parameters(index = "0", paramLabel = "JOB", description = "The job file (*.duplex.json).")
  @SuppressWarnings("NullAway.Init")
  private Path job;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where state is kept; default: duplex below the XDG state directory.")
  private @Nullable Path state;

  /**
   * @param jobs lets other processes attach to what it opens
   */
  public RunCommand(JobOpener jobs, Terminal terminal, Map<String, String> environment) {
    this.jobs = jobs;
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      Settings settings = JobFile.read(job).job().settings();
      try (Log log = log(settings.reports())) {
        return run(settings, log).status();
      }
    } catch (JobFileException e) {
      e.problems().forEach(problem -> terminal.note("duplex: " + problem));
    } catch (ControlException | IOException e) {
      terminal.note("duplex: " + e.getMessage());
    }
    return ExitCode.FATAL.status();
  }

  private ExitCode run(Settings settings, Log log) throws ControlException, InterruptedException {
    Path at = state == null ? JobRun.defaultState(environment) : state;
    CountDownLatch closed = new CountDownLatch(1);
    try (JobControl opened = jobs.open(job, at, questions(log))) {
      if (opened.attached()) {
        throw new ControlException(
            "This job is already run by an engine of this machine; see: duplex status " + job);
      }
      Headless headless =
          new Headless(opened, options(settings), log, ServiceManager.of(environment), clock);
      try (Ending _ = Ending.on(headless, closed, terminal)) {
        boolean good = headless.run();
        headless.close();
        return good ? ExitCode.IN_SYNC : ExitCode.FATAL;
      }
    } finally {
      closed.countDown();
    }
  }

  private Headless.Options options(Settings settings) {
    Reports reports = settings.reports();
    String file = reports.statusFile();
    return new Headless.Options(
        "headless:" + System.getProperty("user.name", "unknown"),
        settings.insist(),
        file == null ? null : path(file),
        reports.statusInterval(),
        command(reports.notifyCommand()));
  }

  private List<String> command(List<String> words) {
    List<String> command = new ArrayList<>(words);
    if (!command.isEmpty()) {
      command.set(0, path(command.getFirst()).toString());
    }
    return command;
  }

  private Questions questions(Log log) {
    return terminal.isTerminal() ? new TerminalQuestions(terminal) : new Unattended(log, job);
  }

  private Log log(Reports reports) throws IOException {
    String file = reports.logfile();
    if (file != null) {
      return logTo(path(file));
    }
    return isJournal() ? Log.journal(terminal::line) : logOnOutput();
  }

  private Log logTo(Path file) throws IOException {
    try {
      return Log.file(file, clock, ZoneId.systemDefault());
    } catch (FileSystemException e) {
      String why =
          e instanceof NoSuchFileException
              ? "its directory does not exist"
              : e instanceof AccessDeniedException
                  ? "permission denied"
                  : String.valueOf(e.getReason());
      throw new IOException(
          "the logfile "
              + file
              + " can't be written ("
              + why
              + "): make way for it, or name another one",
          e);
    }
  }

  private Log logOnOutput() {
    return Log.plain(terminal::line, clock, ZoneId.systemDefault());
  }

  /** Standard output is the journal's stream, see systemd.exec(5), JOURNAL_STREAM. */
  private boolean isJournal() throws IOException {
    String stream = environment.getOrDefault("JOURNAL_STREAM", "");
    Object inode = Files.getAttribute(Path.of("/proc/self/fd/1"), "unix:ino");
    return stream.endsWith(":" + inode);
  }

  private Path path(String text) {
    return text.startsWith("~/")
        ? Path.of(environment.getOrDefault("HOME", "/")).resolve(text.substring(2))
        : Path.of(text);
  }

  /** Ctrl+C and a polite kill stop the engine, close what is open, and end with 0. */
  private record Ending(Thread hook) implements AutoCloseable {
    static Ending on(Headless headless, CountDownLatch closed, Terminal terminal) {
      Thread hook = new Thread(() -> end(headless, closed, terminal), "ending");
      Runtime.getRuntime().addShutdownHook(hook);
      return new Ending(hook);
    }

    private static void end(Headless headless, CountDownLatch closed, Terminal terminal) {
      boolean good = false;
      long until = System.nanoTime() + TO_STOP.plus(TO_CLOSE).toNanos();
      try {
        good =
            headless.end(TO_STOP) && closed.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      terminal.out().flush();
      Runtime.getRuntime().halt((good ? ExitCode.IN_SYNC : ExitCode.FATAL).status());
    }

    @Override
    public void close() {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException _) {
        // it is what ended us
      }
    }
  }
}
