package org.duplexsync.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.duplexsync.commit.Watcher;
import org.duplexsync.model.JournalRow;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Route;
import org.duplexsync.model.Side;
import org.duplexsync.model.Transfer;

/** Hears what becomes of a batch. */
final class LiveWatcher implements Watcher {
  private final Map<RelPath, PlanRow> rows;
  private final Map<RelPath, Outcome> outcomes = new HashMap<>();
  private final LiveTrace trace;
  private final InstantSource clock;
  private final Instant since;
  private final RelPath first;
  private final long total;
  private final Side to;
  private final Route route;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * @param rows not empty
   * @param to the side that most is written to
   */
  LiveWatcher(
      Map<RelPath, PlanRow> rows, LiveTrace trace, InstantSource clock, Side to, Route route) {
    this.rows = rows;
    this.trace = trace;
    this.clock = clock;
    this.since = clock.instant();
    this.first = rows.keySet().iterator().next();
    this.total = rows.values().stream().mapToLong(LiveRows::bytes).sum();
    this.to = to;
    this.route = route;
  }

  @Override
  public void travelled(long more) {
    bytes.addAndGet(more);
    trace.throughput.add(clock.instant(), to, more);
  }

  @Override
  public void acted(JournalRow row) {
    PlanRow of = rows.get(row.path());
    trace.acted(row, since, of == null ? "" : of.item().reason());
  }

  @Override
  public void ended(RelPath path, Outcome outcome) {
    synchronized (outcomes) {
      outcomes.put(path, outcome);
    }
  }

  Map<RelPath, Outcome> outcomes() {
    synchronized (outcomes) {
      return Map.copyOf(outcomes);
    }
  }

  Transfer transfer() {
    return new Transfer(first, rows.size(), to, route, bytes.get(), total, since);
  }
}
