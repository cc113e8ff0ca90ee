package org.duplexsync.ui.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.model.Transfer;
import org.jspecify.annotations.Nullable;

/** How fast transfers are, from look to look: the last seconds count most. */
final class Speeds {
  private static final double SECONDS_THAT_COUNT = 3;

  private record Key(RelPath path, Side to, Instant since) {
    static Key of(Transfer transfer) {
      return new Key(transfer.path(), transfer.to(), transfer.since());
    }
  }

  /**
   * @param perSecond negative: not known
   */
  private record Seen(Instant at, long bytes, double perSecond) {}

  private Map<Key, Seen> seen = Map.of();

  /** What is gone from the list is forgotten. */
  List<Moving> look(List<Transfer> running, Instant now) {
    Map<Key, Seen> next = new HashMap<>();
    for (Transfer transfer : running) {
      Key key = Key.of(transfer);
      next.put(key, next(transfer, seen.get(key), now));
    }
    seen = next;
    return running.stream().map(transfer -> moving(transfer, next.get(Key.of(transfer)))).toList();
  }

  private static Seen next(Transfer transfer, @Nullable Seen last, Instant now) {
    Seen from = last == null ? new Seen(transfer.since(), 0, -1) : last;
    double seconds = Duration.between(from.at(), now).toNanos() / 1e9;
    if (seconds <= 0.05) {
      return last == null ? new Seen(now, transfer.bytes(), -1) : last;
    }
    double pace = Math.max(0, transfer.bytes() - from.bytes()) / seconds;
    if (from.perSecond() < 0) {
      return new Seen(now, transfer.bytes(), pace);
    }
    double keep = Math.exp(-seconds / SECONDS_THAT_COUNT);
    return new Seen(now, transfer.bytes(), keep * from.perSecond() + (1 - keep) * pace);
  }

  private static Moving moving(Transfer transfer, @Nullable Seen last) {
    if (last == null || last.perSecond() < 0) {
      return new Moving(transfer, -1, null);
    }
    long perSecond = Math.round(last.perSecond());
    long missing = transfer.total() - transfer.bytes();
    boolean told = perSecond > 0 && missing >= 0;
    return new Moving(
        transfer, perSecond, told ? Duration.ofSeconds(Math.ceilDiv(missing, perSecond)) : null);
  }
}
