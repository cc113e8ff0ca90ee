package org.duplexsync.headless;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.Subscription;
import org.duplexsync.control.Told;

/**
 * What became of a job, whoever had it open: kept beside its state. Only one process at a time has
 * a job open, and so its log.
 */
public final class JobLog implements AutoCloseable {
  /** Above that a new file is begun, and the one before is kept as {@code .1}. */
  private static final long LARGE = 4L << 20;

  private final Log log;
  private final InstantSource clock;
  private final List<Subscription> listening = new ArrayList<>();

  private JobLog(Log log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * @throws IOException if it can't be written
   */
  public static JobLog open(Path file, InstantSource clock, ZoneId zone) throws IOException {
    if (Files.exists(file) && Files.size(file) > LARGE) {
      Files.move(file, Path.of(file + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
    return new JobLog(Log.privateFile(file, clock, zone), clock);
  }

  /** For what is done with one pair. */
  public Told of(String pair) {
    return (good, sentence) ->
        log.write(good ? Log.Level.INFO : Log.Level.WARNING, pair + ": " + sentence);
  }

  /** Each change of state is logged until this is closed. */
  public void follow(JobControl job) {
    for (PairControl pair : job.pairs()) {
      listening.add(pair.listen(new Follower(pair.info(), log, clock, _ -> {})));
    }
  }

  @Override
  public void close() throws IOException {
    listening.forEach(Subscription::close);
    log.close();
  }
}
