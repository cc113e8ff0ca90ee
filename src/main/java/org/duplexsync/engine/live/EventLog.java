package org.duplexsync.engine.live;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.duplexsync.model.Action;
import org.duplexsync.model.LiveEvent;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** The latest causes and effects. For any thread. */
public final class EventLog {
  private static final int MOST = 5_000;

  private final Deque<LiveEvent> kept = new ArrayDeque<>();
  private long last;

  public synchronized void add(
      Instant seen,
      Instant ended,
      RelPath path,
      @Nullable Action action,
      @Nullable Outcome outcome,
      String reason,
      long bytes) {
    kept.addLast(new LiveEvent(++last, seen, ended, path, action, outcome, reason, bytes));
    if (kept.size() > MOST) {
      kept.removeFirst();
    }
  }

  /** Oldest first, those behind an event; 0: from the oldest kept. */
  public synchronized List<LiveEvent> after(long id, int limit) {
    return kept.stream().filter(event -> event.id() > id).limit(limit).toList();
  }
}
