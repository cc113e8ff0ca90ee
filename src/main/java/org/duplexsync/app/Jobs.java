package org.duplexsync.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.EngineJob;
import org.duplexsync.control.EnginePair;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.JobOpener;
import org.duplexsync.control.Questions;
import org.duplexsync.engine.PairEngine;
import org.duplexsync.engine.Surroundings;
import org.duplexsync.engine.Together;
import org.duplexsync.engine.Waiting;
import org.duplexsync.job.Job;
import org.duplexsync.job.JobFile;
import org.duplexsync.job.JobFileException;
import org.duplexsync.job.JobProblem;
import org.duplexsync.job.PairDef;
import org.duplexsync.store.Store;
import org.duplexsync.store.StoreException;

/** Opens jobs in this process: job file, store, connections and engines put together. */
final class Jobs implements JobOpener {
  private final InstantSource clock;

  Jobs(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public JobControl open(Path jobFile, Path state, Questions questions) throws ControlException {
    Job job = read(jobFile);
    Store store = open(state, job);
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
              new JobFilters(jobFile, engine)));
    }
    return new EngineJob(
        job.name(),
        pairs,
        () -> {
          connections.close();
          store.close();
        });
  }

  private static Job read(Path jobFile) throws ControlException {
    try {
      return JobFile.read(jobFile).job();
    } catch (JobFileException e) {
      throw new ControlException(
          e.problems().stream().map(JobProblem::toString).collect(Collectors.joining("\n")), e);
    }
  }

  private Store open(Path state, Job job) throws ControlException {
    try {
      return Store.open(state, job.name(), clock);
    } catch (StoreException e) {
      throw new ControlException(String.valueOf(e.getMessage()), e);
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
