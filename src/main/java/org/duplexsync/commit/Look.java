package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** Paths to be looked at on both sides in one round trip each, and what was seen. */
final class Look {
  private final Map<Side, Set<RelPath>> wanted = new EnumMap<>(Side.class);
  private final Map<Side, Map<RelPath, Seen>> seen = new EnumMap<>(Side.class);

  void want(Side side, RelPath path) {
    if (!path.isRoot()) {
      wanted.computeIfAbsent(side, _ -> new LinkedHashSet<>()).add(path);
    }
  }

  void run(Ends ends, Together together) throws HostException, TreeException {
    List<Together.Task> tasks = new ArrayList<>();
    wanted.forEach((side, paths) -> tasks.add(() -> look(ends.of(side), side, paths)));
    together.run(tasks);
  }

  private void look(End end, Side side, Set<RelPath> paths) throws HostException {
    List<RelPath> order = List.copyOf(paths);
    List<Seen> answers = end.tree().look(order);
    Map<RelPath, Seen> found = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      found.put(order.get(i), answers.get(i));
    }
    synchronized (seen) {
      seen.put(side, found);
    }
  }

  static @Nullable Entry entry(Seen seen) {
    return seen instanceof Seen.Present(Entry entry) ? entry : null;
  }

  /** Unknown if nobody asked. */
  Seen at(Side side, RelPath path) {
    Seen found = seen.getOrDefault(side, Map.of()).get(path);
    return found == null ? new Seen.Unknown("it was not looked at") : found;
  }
}
