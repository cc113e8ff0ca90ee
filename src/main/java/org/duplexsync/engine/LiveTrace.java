package org.duplexsync.engine;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.duplexsync.engine.live.EventLog;
import org.duplexsync.engine.live.Throughput;
import org.duplexsync.model.JournalRow;
import org.duplexsync.model.LiveTrouble;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** What a live pair shows of itself. For any thread. */
final class LiveTrace {
  private static final int MOST = 50_000;

  /** Failures that are told one by one. */
  static final int SHOWN = 5;

  final EventLog events = new EventLog();
  final Throughput throughput = new Throughput();
  final AtomicLong writes = new AtomicLong();
  final AtomicLong echoes = new AtomicLong();

  /** Paths at which something failed when it was last tried. */
  final Set<RelPath> failed = Collections.synchronizedSet(Collections.newSetFromMap(latest()));

  /** Where a guard stopped everything when this was last compared; null: none did. */
  volatile @Nullable Stopped stopped;

  /**
   * What a compare that a person asked for has found on its way: it stands in the plan and is no
   * question.
   */
  final Set<RelPath> found = ConcurrentHashMap.newKeySet();

  private final Map<RelPath, LiveTrouble.Failed> failures = new ConcurrentHashMap<>();

  private final Map<RelPath, LiveTrouble.Leads> leads = new ConcurrentHashMap<>();

  /** Paths that were written of late, with the side. */
  private final Map<RelPath, Side> own = Collections.synchronizedMap(latest());

  /**
   * @param asked what had waited for a person before
   */
  record Stopped(Set<RelPath> asked) {}

  private static <T> Map<RelPath, T> latest() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<RelPath, T> eldest) {
        return size() > MOST;
      }
    };
  }

  /**
   * @param seen when the change was heard of
   */
  void acted(JournalRow row, Instant seen, String reason) {
    if (row.outcome() instanceof Outcome.Done) {
      writes.incrementAndGet();
      own.put(row.path(), row.action().on());
    }
    events.add(seen, row.at(), row.path(), row.action(), row.outcome(), reason, row.bytes());
  }

  /**
   * @param on whose server refused; null: not known
   */
  void failed(RelPath path, @Nullable Side on, String why, Instant now) {
    failed.add(path);
    failures.keySet().retainAll(failed);
    if (failures.size() < SHOWN || failures.containsKey(path)) {
      failures.merge(
          path,
          new LiveTrouble.Failed(path, on, why, now),
          (old, again) -> new LiveTrouble.Failed(path, on, why, old.since()));
    }
  }

  /** What keeps failing at a path or below it; null: nothing. */
  @Nullable RelPath failedIn(RelPath target) {
    synchronized (failed) {
      return failed.stream()
          .filter(path -> path.equals(target) || target.contains(path))
          .findFirst()
          .orElse(null);
    }
  }

  /** A link waits for what failed where it leads. */
  void leads(LiveTrouble.Leads link) {
    leads.merge(
        link.path(),
        link,
        (old, again) ->
            new LiveTrouble.Leads(
                link.path(), link.on(), link.target(), link.failed(), old.since()));
  }

  boolean leads(RelPath path) {
    return leads.containsKey(path);
  }

  void leadsNoMore(RelPath path) {
    leads.remove(path);
  }

  /**
   * Some links that wait, the oldest first.
   *
   * @param waits whether a path still waits for a person
   */
  List<LiveTrouble> leads(Predicate<RelPath> waits) {
    leads.keySet().removeIf(waits.negate());
    return leads.values().stream()
        .sorted(
            Comparator.comparing(LiveTrouble.Leads::since).thenComparing(LiveTrouble.Leads::path))
        .limit(SHOWN)
        .<LiveTrouble>map(each -> each)
        .toList();
  }

  /** Some of what fails, what has failed the longest first. */
  List<LiveTrouble> failures() {
    failures.keySet().retainAll(failed);
    return failures.values().stream()
        .sorted(
            Comparator.comparing(LiveTrouble.Failed::since).thenComparing(LiveTrouble.Failed::path))
        .<LiveTrouble>map(each -> each)
        .toList();
  }

  /** A look found nothing: was it our own write that made us look? */
  void nothing(RelPath path) {
    if (own.remove(path) != null) {
      echoes.incrementAndGet();
    }
  }

  /** Of late, and nothing has been found there since. */
  boolean wrote(RelPath path, Side side) {
    return own.get(path) == side;
  }
}
