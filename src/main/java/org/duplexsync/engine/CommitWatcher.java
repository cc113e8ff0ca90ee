package org.duplexsync.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.duplexsync.commit.Watcher;
import org.duplexsync.model.CommitProgress;
import org.duplexsync.model.Counts;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;

/** Publishes how far a commit is, not more often than anybody can see. */
final class CommitWatcher implements Watcher {
  private static final Duration APART = Duration.ofMillis(50);

  private final Published published;
  private final InstantSource clock;
  private final Instant since;
  private Instant told;
  private CommitProgress progress;

  CommitWatcher(Counts approved, Published published, InstantSource clock) {
    this.published = published;
    this.clock = clock;
    this.since = clock.instant();
    this.told = since;
    this.progress = new CommitProgress(0, approved.rows(), 0, approved.bytes(), 0);
    published.publish(new EngineState.Committing(progress, since));
  }

  @Override
  public synchronized void travelled(long bytes) {
    tell(
        new CommitProgress(
            progress.items(),
            progress.itemsTotal(),
            progress.bytes() + bytes,
            progress.bytesTotal(),
            progress.failed()));
  }

  @Override
  public synchronized void ended(RelPath path, Outcome outcome) {
    tell(
        new CommitProgress(
            progress.items() + 1,
            progress.itemsTotal(),
            progress.bytes(),
            progress.bytesTotal(),
            progress.failed() + (outcome instanceof Outcome.Failed ? 1 : 0)));
  }

  private void tell(CommitProgress now) {
    progress = now;
    Instant time = clock.instant();
    boolean last = now.items() == now.itemsTotal();
    if (last || !time.isBefore(told.plus(APART))) {
      told = time;
      published.publish(new EngineState.Committing(now, since));
    }
  }
}
