package org.duplexsync.engine;

import java.util.Collection;
import java.util.Map;
import org.duplexsync.commit.Cancel;
import org.duplexsync.engine.live.Carriage;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Transfer;
import org.jspecify.annotations.Nullable;

/** A batch of its own that is carried out beside the others. */
final class LiveCarriage implements Carriage {
  final Map<RelPath, PlanRow> rows;
  final LiveWatcher watcher;
  private final BatchCommit commit;
  private final long batch;
  private final Cancel cancel = new Cancel();
  private volatile @Nullable Exception trouble;
  private volatile boolean over;

  LiveCarriage(BatchCommit commit, long batch, Map<RelPath, PlanRow> rows, LiveWatcher watcher) {
    this.commit = commit;
    this.batch = batch;
    this.rows = rows;
    this.watcher = watcher;
  }

  @Override
  public Collection<RelPath> paths() {
    return rows.keySet();
  }

  @Override
  public void run() {
    try {
      commit.run(batch, watcher, cancel);
    } catch (HostException | TreeException | RuntimeException e) {
      trouble = e;
    } finally {
      synchronized (this) {
        over = true;
        notifyAll();
      }
    }
  }

  /** What went wrong with the host or the store, null: nothing. */
  @Nullable Exception trouble() {
    return trouble;
  }

  boolean isCancelled() {
    return cancel.isCancelled();
  }

  @Override
  public void cancel() {
    cancel.cancel();
  }

  /** Waits for its end: nothing is settled while it may still record something. */
  void await() {
    boolean interrupted = false;
    synchronized (this) {
      while (!over) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Transfer transfer() {
    return watcher.transfer();
  }
}
