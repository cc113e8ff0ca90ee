package org.duplexsync.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.socket.JobServer;
import org.duplexsync.control.socket.SocketPlace;
import org.jspecify.annotations.Nullable;

/** A job of this process that other processes may attach to as long as it is open. */
final class ServedJob implements JobControl {
  private static final System.Logger LOG = System.getLogger(ServedJob.class.getName());

  private final JobControl job;
  private final JobServer server;

  private ServedJob(JobControl job, JobServer server) {
    this.job = job;
    this.server = server;
  }

  /** The job itself where there can be no socket: it works without others too. */
  static JobControl of(JobControl job, SocketPlace place) {
    try {
      return new ServedJob(job, JobServer.open(job, place, runtimeDirectory()));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "No other process can attach to this one: {0}", e);
      return job;
    }
  }

  private static @Nullable Path runtimeDirectory() {
    String directory = System.getenv("XDG_RUNTIME_DIR");
    return directory == null || directory.isEmpty() ? null : Path.of(directory);
  }

  @Override
  public String name() {
    return job.name();
  }

  @Override
  public List<PairControl> pairs() {
    return job.pairs();
  }

  /** The socket goes first, then the store: who finds neither may take both. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "The socket could not be removed: {0}", e);
    } finally {
      job.close();
    }
  }
}
