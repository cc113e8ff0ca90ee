package org.duplexsync.engine.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.duplexsync.model.RelPath;

/**
 * What waits for something on its way, or for a lane: it goes on as soon as that has arrived, and
 * nobody has to look every now and then whether it has.
 */
final class Waiters {
  /** For each lane that is free so many are looked at: what was changed meanwhile takes none. */
  private static final int FOR_EACH_LANE = 2;

  /** So many are looked at, in turn. */
  private static final int AT_A_TIME = 200;

  private final Map<RelPath, Set<Pipeline.Held>> held = new LinkedHashMap<>();
  private final Set<RelPath> queueing = new LinkedHashSet<>();

  /** Says which paths these are. */
  Collection<RelPath> add(Pipeline.Again again) {
    Set<RelPath> paths = new LinkedHashSet<>();
    for (Pipeline.Held each : again.held()) {
      if (paths.add(each.path())) {
        held.remove(each.path());
      }
      held.computeIfAbsent(each.path(), _ -> new LinkedHashSet<>()).add(each);
    }
    queueing.addAll(again.queueing());
    paths.addAll(again.queueing());
    return paths;
  }

  void clear() {
    held.clear();
    queueing.clear();
  }

  /**
   * Those that may go on by now; each is told once.
   *
   * @param busy something travels there
   * @param waits something there or below is to be looked at
   * @param lanes how many are free
   */
  List<RelPath> free(Predicate<RelPath> busy, Predicate<RelPath> waits, int lanes) {
    var free = new ArrayList<RelPath>();
    for (RelPath path : held.keySet().stream().limit(AT_A_TIME).toList()) {
      Set<Pipeline.Held> all = Objects.requireNonNull(held.remove(path));
      if (all.stream()
          .anyMatch(each -> busy.test(each.on()) || (each.all() && waits.test(each.on())))) {
        held.put(path, all);
      } else {
        free.add(path);
      }
    }
    Iterator<RelPath> next = queueing.iterator();
    for (int i = 0; i < lanes * FOR_EACH_LANE && next.hasNext(); i++) {
      free.add(next.next());
      next.remove();
    }
    return free;
  }
}
