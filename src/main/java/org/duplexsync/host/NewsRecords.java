package org.duplexsync.host;

import java.time.Duration;
import org.duplexsync.model.RelPath;

/**
 * Takes apart what a watching child says: a letter, then what belongs to it. Paths are checked as
 * those of listings are; what is against the protocol ends the connection.
 */
final class NewsRecords {
  /** A watcher that would poll less often than this does not watch. */
  private static final Duration MAX_INTERVAL = Duration.ofDays(30);

  private NewsRecords() {}

  sealed interface Said {}

  record Told(News news) implements Said {}

  /** The walk is done: so many directories have a watch, so many not, and why. */
  record Walked(long watched, long unwatched, String why) implements Said {}

  record Polls(Duration interval, Duration cost) implements Said {}

  /** Nothing, said by one that is well. */
  record Alive() implements Said {}

  static Said read(Take take) throws WireException {
    int what = take.u8();
    return switch (what) {
      case 'D' -> {
        News.Hint hint = hint(take.u8());
        yield new Told(new News.Dirty(path(take), hint));
      }
      case 'B' -> new Told(new News.Below(path(take)));
      case 'I' -> new Told(new News.Inside(path(take)));
      case 'O' -> new Told(new News.Overflow());
      case 'L' -> new Told(new News.WatchLimit(count(take), count(take)));
      case 'E' -> new Told(new News.Ended(take.text()));
      case 'F' -> new Walked(count(take), count(take), take.text());
      case 'P' -> new Polls(time(take), time(take));
      case 'S' -> new Alive();
      default -> throw new WireException("no such news: " + what);
    };
  }

  private static long count(Take take) throws WireException {
    long count = take.natural();
    if (count > 1L << 50) {
      throw new WireException("a number of directories is out of range");
    }
    return count;
  }

  private static Duration time(Take take) throws WireException {
    Duration time = Duration.ofNanos(take.natural());
    if (time.compareTo(MAX_INTERVAL) > 0) {
      throw new WireException("a poll every " + time);
    }
    return time;
  }

  private static RelPath path(Take take) throws WireException {
    try {
      return RelPath.of(take.str());
    } catch (IllegalArgumentException e) {
      throw new WireException(String.valueOf(e.getMessage()));
    }
  }

  private static News.Hint hint(int letter) throws WireException {
    return switch (letter) {
      case 'w' -> News.Hint.WRITING;
      case 'c' -> News.Hint.WRITTEN;
      case 't' -> News.Hint.TOUCHED;
      case 'g' -> News.Hint.GONE;
      case 'a' -> News.Hint.ARRIVED;
      default -> throw new WireException("no such hint: " + letter);
    };
  }
}
