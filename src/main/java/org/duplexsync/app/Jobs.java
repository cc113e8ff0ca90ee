package org.duplexsync.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.EngineJob;
import org.duplexsync.control.EnginePair;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.JobOpener;
import org.duplexsync.control.Questions;
import org.duplexsync.control.Told;
import org.duplexsync.control.socket.RemoteJob;
import org.duplexsync.control.socket.SocketPlace;
import org.duplexsync.engine.PairEngine;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.engine.pair.Together;
import org.duplexsync.engine.pair.Waiting;
import org.duplexsync.headless.JobLog;
import org.duplexsync.job.Job;
import org.duplexsync.job.JobFile;
import org.duplexsync.job.JobFileException;
import org.duplexsync.job.JobProblem;
import org.duplexsync.job.PairDef;
import org.duplexsync.store.Store;
import org.duplexsync.store.StoreException;
import org.jspecify.annotations.Nullable;

/** Opens jobs in this process: job file, store, connections and engines put together. */
final class Jobs implements JobOpener {
  private static final String ALONE =
      "; it lets no others work with it: wait until it has ended, or end it";

  private static final int ATTEMPTS = 10;

  private final InstantSource clock;
  private final boolean serving;

  /**
   * @param serving other processes may attach to what is opened
   */
  Jobs(InstantSource clock, boolean serving) {
    this.clock = clock;
    this.serving = serving;
  }

  /** Whoever has it may only be reading, or starting: that is over in a moment. */
  @Override
  public JobControl open(Path jobFile, Path state, Questions questions) throws ControlException {
    Job job = read(jobFile);
    StateApart.require(job, state);
    for (int i = 1; ; i++) {
      try {
        Store store = Store.open(state, job.name(), clock);
        JobControl opened = logged(jobFile, job, store, log(state, job), questions);
        return serving ? ServedJob.of(opened, place(state, job)) : opened;
      } catch (StoreException e) {
        JobControl running = e.kind() == StoreException.Kind.LOCKED ? running(state, job) : null;
        if (running != null) {
          return running;
        }
        if (e.kind() != StoreException.Kind.LOCKED || i == ATTEMPTS) {
          throw new ControlException(
              e.kind().name(),
              e.getMessage() + (e.kind() == StoreException.Kind.LOCKED ? ALONE : ""),
              e);
        }
        Waiting.REAL.pass(Duration.ofMillis(100));
      }
    }
  }

  private @Nullable JobControl running(Path state, Job job) throws ControlException {
    return RemoteJob.attach(place(state, job), job.name(), clock).orElse(null);
  }

  @Override
  public JobControl look(Path jobFile, Path state) throws ControlException {
    Job job = read(jobFile);
    try {
      JobControl running = running(state, job);
      if (running != null) {
        return running;
      }
      Optional<Store> stored = Store.openForReading(state, job.name(), clock);
      if (stored.isEmpty()) {
        Store.open(state, job.name(), clock).close();
        stored = Store.openForReading(state, job.name(), clock);
      }
      return open(jobFile, job, stored.orElseThrow(), null, Questions.NOBODY);
    } catch (StoreException e) {
      throw new ControlException(e.kind().name(), String.valueOf(e.getMessage()), e);
    }
  }

  private JobControl logged(
      Path jobFile, Job job, Store store, @Nullable JobLog log, Questions questions) {
    JobControl opened = open(jobFile, job, store, log, questions);
    if (log != null) {
      log.follow(opened);
    }
    return opened;
  }

  /** Where none can be written, work goes on without one. */
  private @Nullable JobLog log(Path state, Job job) {
    Path file = Store.log(state, job.name());
    try {
      return JobLog.open(file, clock, ZoneId.systemDefault());
    } catch (IOException e) {
      warn("{0} can''t be written: {1}", file, e);
      return null;
    }
  }

  /** To find a logger takes as long as to read a job. */
  private static void warn(String text, Object... what) {
    System.getLogger(Jobs.class.getName()).log(System.Logger.Level.WARNING, text, what);
  }

  private static void close(@Nullable JobLog log) {
    try {
      if (log != null) {
        log.close();
      }
    } catch (IOException e) {
      warn("The log could not be closed: {0}", e);
    }
  }

  private JobControl open(
      Path jobFile, Job job, Store store, @Nullable JobLog log, Questions questions) {
    Connections connections = new Connections(job, questions, clock);
    List<EnginePair> pairs = new ArrayList<>();
    for (PairDef pair : job.pairs()) {
      PairEngine engine =
          new PairEngine(Specs.pair(job, pair), connections.of(pair), store, surroundings());
      pairs.add(
          new EnginePair(
              Specs.info(job, pair),
              engine,
              "operator:" + user(),
              new JobFilters(jobFile, engine),
              log == null ? Told.NOBODY : log.of(pair.name())));
    }
    return new EngineJob(
        job.name(),
        pairs,
        () -> {
          connections.close();
          store.close();
          close(log);
        });
  }

  private static SocketPlace place(Path state, Job job) {
    return new SocketPlace(state, job.name());
  }

  private static Job read(Path jobFile) throws ControlException {
    try {
      return JobFile.read(jobFile).job();
    } catch (JobFileException e) {
      throw new ControlException(
          "JOB_FILE",
          e.problems().stream().map(JobProblem::toString).collect(Collectors.joining("\n")),
          e);
    }
  }

  private Surroundings surroundings() {
    return new Surroundings(
        clock,
        ZoneId.systemDefault(),
        new SecureRandom(),
        Together.AT_ONCE,
        Waiting.REAL,
        "%s on %s, process %d".formatted(user(), machine(), ProcessHandle.current().pid()));
  }

  private static String user() {
    return System.getProperty("user.name", "unknown");
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this machine";
    }
  }
}
