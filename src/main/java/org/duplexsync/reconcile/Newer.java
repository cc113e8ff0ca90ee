package org.duplexsync.reconcile;

import java.time.Duration;
import java.time.Instant;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * Which of two times, one of each server, is the later one, if that can be told.
 *
 * @param side null: it can't be told
 * @param words what to say about it
 */
record Newer(@Nullable Side side, String words) {
  private static final Duration AHEAD = Duration.ofSeconds(1);

  static Newer content(Entry a, Entry b, Clocks clocks) {
    return of(a.mtime(), b.mtime(), clocks);
  }

  /** By ctime: when the mode or the owner was set. */
  static Newer metadata(Entry a, Entry b, Clocks clocks) {
    return of(a.id().ctime(), b.id().ctime(), clocks);
  }

  private static Newer of(Instant a, Instant b, Clocks clocks) {
    Duration skew = clocks.skew();
    if (skew == null) {
      return unknown("the servers' clocks were not compared");
    }
    if (future(a, Side.A, clocks)) {
      return unknown("A's time lies in the future");
    }
    if (future(b, Side.B, clocks)) {
      return unknown("B's time lies in the future");
    }
    Duration apart = Duration.between(a, b).abs();
    if (apart.isZero() || Entry.sameTime(a, b)) {
      return unknown("neither is newer");
    }
    if (apart.compareTo(skew.abs()) <= 0) {
      return unknown(
          "the servers' clocks are " + Words.span(skew) + " apart, so neither is surely newer");
    }
    if (apart.compareTo(clocks.tick()) < 0) {
      return unknown("too close to one another to tell which is newer");
    }
    Side side = a.isAfter(b) ? Side.A : Side.B;
    return new Newer(side, side + " is newer");
  }

  private static Newer unknown(String words) {
    return new Newer(null, words);
  }

  /** A time may have come from the other server, whose clock may be ahead. */
  static boolean future(Instant time, Side side, Clocks clocks) {
    Instant now = clocks.latest(side);
    Duration skew = clocks.skew() == null ? Duration.ZERO : clocks.skew().abs();
    return now != null && time.isAfter(now.plus(AHEAD).plus(skew));
  }

  Choice choice() {
    return side == null ? Choice.SKIP : Choice.from(side);
  }
}
