package org.duplexsync.simulation;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each kind of work, fault and end was reached. */
final class Tally {
  private final ConcurrentSkipListMap<String, LongAdder> counts = new ConcurrentSkipListMap<>();

  void add(String kind) {
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
