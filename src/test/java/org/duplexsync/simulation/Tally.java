package org.duplexsync.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each kind of work, fault and end was reached. */
final class Tally {
  private static final int REMEMBERED = 2_000;

  private final Deque<String> log = new ArrayDeque<>();
  private final ConcurrentSkipListMap<String, LongAdder> counts = new ConcurrentSkipListMap<>();

  /** Notes what happened, for the history that fails. */
  void note(String line) {
    synchronized (log) {
      log.addLast(line);
      if (log.size() > REMEMBERED) {
        log.removeFirst();
      }
    }
  }

  /** The last things that happened; starts anew. */
  String log() {
    synchronized (log) {
      String all = String.join("\n", log);
      log.clear();
      return all;
    }
  }

  void add(String kind) {
    note(kind);
    counts.computeIfAbsent(kind, _ -> new LongAdder()).increment();
  }

  long of(String kind) {
    LongAdder count = counts.get(kind);
    return count == null ? 0 : count.sum();
  }

  Map<String, Long> all() {
    var all = new TreeMap<String, Long>();
    counts.forEach((kind, count) -> all.put(kind, count.sum()));
    return all;
  }
}
