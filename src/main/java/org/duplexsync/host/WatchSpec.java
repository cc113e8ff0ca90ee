package org.duplexsync.host;

import java.time.Duration;

/**
 * How to watch a root. What the {@link TreeSpec} prunes is neither watched nor told.
 *
 * @param polling true to use no inotify at all
 * @param shortest time from one poll to the next; the interval grows with what a poll costs
 * @param watches at most so many directories are watched, the rest is polled; 0 for as many as the
 *     kernel gives
 * @param sign the one that hears inotify gives a sign of life so often while it has nothing to
 *     tell; one that is silent for three times that is replaced, and one that polls when it is so
 *     for three times its interval, and sixty times this
 */
public record WatchSpec(boolean polling, Duration shortest, long watches, Duration sign) {
  /** inotify as far as it goes, else polls ten seconds apart or more. */
  public static final WatchSpec USUAL = new WatchSpec(false, Duration.ofSeconds(10), 0);

  public WatchSpec(boolean polling, Duration shortest, long watches) {
    this(polling, shortest, watches, Duration.ofSeconds(2));
  }

  public WatchSpec {
    if (sign.isNegative() || sign.isZero()) {
      throw new IllegalArgumentException("signs of life without a pause");
    }
    if (shortest.isNegative() || shortest.isZero() || watches < 0) {
      throw new IllegalArgumentException("an interval or a number of watches below zero");
    }
  }
}
