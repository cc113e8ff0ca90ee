package org.duplexsync.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import org.duplexsync.commit.Cancel;
import org.duplexsync.engine.committing.BatchCommit;
import org.duplexsync.engine.live.Carriage;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Transfer;
import org.jspecify.annotations.Nullable;

/**
 * A batch of its own that is carried out beside the others: a large file, or many small changes.
 */
final class LiveCarriage implements Carriage {
  final Map<RelPath, PlanRow> rows;
  final LiveWatcher watcher;
  private final BatchCommit commit;
  private final long batch;
  private final UnderWay underWay;
  private final Cancel cancel = new Cancel();
  private volatile @Nullable Exception trouble;
  private volatile boolean over;

  /**
   * @param underWay where a person finds what may be ended
   */
  LiveCarriage(
      BatchCommit commit,
      long batch,
      Map<RelPath, PlanRow> rows,
      LiveWatcher watcher,
      UnderWay underWay) {
    this.commit = commit;
    this.batch = batch;
    this.rows = rows;
    this.watcher = watcher;
    this.underWay = underWay;
  }

  @Override
  public Collection<RelPath> paths() {
    var paths = new ArrayList<>(rows.keySet());
    for (PlanRow row : rows.values()) {
      RelPath from = row.item().from();
      if (from != null) {
        paths.add(from);
      }
    }
    return paths;
  }

  @Override
  public void run() {
    org.duplexsync.engine.pair.Cancel own = underWay.begin();
    own.onAsk(cancel::cancel);
    try {
      commit.run(batch, watcher, cancel);
    } catch (HostException | TreeException | RuntimeException e) {
      trouble = e;
    } finally {
      underWay.end(own);
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
