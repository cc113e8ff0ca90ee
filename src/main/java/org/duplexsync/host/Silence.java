package org.duplexsync.host;

import java.time.Duration;

/**
 * Whether what should give a sign of life now and then still does. Whoever listens may have been
 * busy, and the signs still be on their way: silence counts only from the second time on that
 * nothing was found. Times are those of {@link System#nanoTime}. Not thread safe.
 */
final class Silence {
  private static final int MISSED = 2;

  private long every;
  private long heard;
  private long doubted;
  private boolean doubt;

  /**
   * @param every time from one sign to the next
   */
  Silence(Duration every, long now) {
    this.every = every.toNanos();
    this.heard = now;
  }

  /** From now on the time from one sign to the next is another one. */
  void every(Duration time) {
    every = time.toNanos();
  }

  void heard(long now) {
    heard = now;
    doubt = false;
  }

  /** When the last sign came. */
  long heard() {
    return heard;
  }

  /** To be asked after all that has come was taken. */
  boolean isLost(long now) {
    if (now - heard <= MISSED * every) {
      return false;
    }
    if (!doubt) {
      doubt = true;
      doubted = now;
    }
    return now - doubted >= every;
  }
}
