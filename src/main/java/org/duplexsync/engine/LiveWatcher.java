package org.duplexsync.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.duplexsync.commit.Watcher;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.model.JournalRow;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Route;
import org.duplexsync.model.Side;
import org.duplexsync.model.Transfer;
import org.jspecify.annotations.Nullable;

/** Hears what becomes of a batch. */
final class LiveWatcher implements Watcher {
  private final Map<RelPath, PlanRow> rows;
  private final Map<RelPath, Outcome> outcomes = new HashMap<>();
  private final Map<RelPath, Side> refused = new ConcurrentHashMap<>();
  private final LiveTrace trace;
  private final Surroundings surroundings;
  private final Function<RelPath, @Nullable Instant> heard;
  private final Instant since;
  private final RelPath first;
  private final long total;
  private final Side to;
  private final Route route;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * @param rows not empty
   * @param heard when it was first heard of a change at a path; null: never
   */
  LiveWatcher(
      Map<RelPath, PlanRow> rows,
      LiveTrace trace,
      Surroundings surroundings,
      Function<RelPath, @Nullable Instant> heard) {
    PlanRow one = rows.values().iterator().next();
    this.rows = rows;
    this.trace = trace;
    this.surroundings = surroundings;
    this.since = surroundings.clock().instant();
    this.first = one.path();
    this.total = rows.values().stream().mapToLong(LiveRows::bytes).sum();
    this.to = LiveRows.to(one);
    this.route = LiveRows.isLarge(one) ? Route.BRIDGE : Route.HELPER;
    var times = new HashMap<RelPath, Instant>();
    rows.keySet()
        .forEach(path -> times.put(path, Objects.requireNonNullElse(heard.apply(path), since)));
    this.heard = times::get;
  }

  @Override
  public void travelled(long more) {
    Instant now = surroundings.clock().instant();
    bytes.addAndGet(more);
    trace.throughput.add(now, to, more);
  }

  @Override
  public void acted(JournalRow row) {
    PlanRow of = rows.get(row.path());
    if (row.outcome() instanceof Outcome.Failed(String why)) {
      refused.put(row.path(), Outcome.Failed.isOfReading(why) ? row.side().other() : row.side());
    }
    trace.acted(
        row,
        Objects.requireNonNullElse(heard.apply(row.path()), since),
        of == null ? "" : of.item().reason());
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

  /** Whose server refused a change; null: not known. */
  @Nullable Side refused(RelPath path) {
    return refused.get(path);
  }

  Transfer transfer() {
    return new Transfer(first, rows.size(), to, route, bytes.get(), total, since);
  }
}
