package org.duplexsync.engine.live;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Brings what was written to the servers' disks: beside all else, many writes together, one sync at
 * a time. One that ends when its connection has been given up says nothing any more.
 */
final class DiskSync {
  private static final Duration AFTER = Duration.ofSeconds(1);
  private static final Duration OVERDUE = Duration.ofSeconds(5);

  private final Pipeline pipeline;
  private final Consumer<Runnable> start;
  private final Consumer<Lost> broke;
  private final Object lock = new Object();
  private Instant due = Instant.MAX;
  private boolean running;
  private long connection;
  private volatile Runnable wake = () -> {};

  /**
   * @param start starts work that goes on beside
   * @param broke takes what went wrong, on any thread
   */
  DiskSync(Pipeline pipeline, Consumer<Runnable> start, Consumer<Lost> broke) {
    this.pipeline = pipeline;
    this.start = start;
    this.broke = broke;
  }

  void onWake(Runnable action) {
    wake = action;
  }

  /** The connections are given up. */
  void leave() {
    synchronized (lock) {
      connection++;
      running = false;
      due = Instant.MAX;
    }
  }

  /** Something may have been written. */
  void written(Instant now) {
    synchronized (lock) {
      if (due.equals(Instant.MAX) && pipeline.syncDue()) {
        due = now.plus(AFTER);
      }
    }
  }

  /** There is nothing else to do. */
  void atLeisure(Instant now) {
    begin(now);
  }

  /** There is always something else to do. */
  void overdue(Instant now) {
    begin(now.minus(OVERDUE));
  }

  private void begin(Instant by) {
    long of;
    synchronized (lock) {
      if (running || by.isBefore(due)) {
        return;
      }
      running = true;
      due = Instant.MAX;
      of = connection;
    }
    start.accept(() -> run(of));
  }

  private void run(long of) {
    Lost lost = null;
    try {
      pipeline.sync();
    } catch (Lost e) {
      lost = e;
    }
    synchronized (lock) {
      if (of != connection) {
        return;
      }
      running = false;
      if (lost != null) {
        broke.accept(lost);
      }
    }
    wake.run();
  }

  /** When to come again; the end of one under way wakes. */
  Instant due() {
    synchronized (lock) {
      return running ? Instant.MAX : due;
    }
  }

  void setBack(Instant now) {
    synchronized (lock) {
      due = due.equals(Instant.MAX) ? due : now;
    }
  }
}
