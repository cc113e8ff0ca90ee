package org.duplexsync.commit;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.duplexsync.model.Action;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;

/**
 * What a first pass over the rows finds out: which phases there are, and which names moves free. A
 * step of the structure phase is <em>tangled</em> when a name that it needs may be freed by a move,
 * or when it frees one that another needs; only these are held in memory and sorted. All others
 * stream.
 */
final class Survey {
  private final Set<Phase> phases = EnumSet.noneOf(Phase.class);
  private final Map<Side, Names> names = new EnumMap<>(Side.class);

  /** Of one side; by hash: a wrong yes only means one more step to sort. */
  private static final class Names {
    final PathSet freed = new PathSet();
    final PathSet arriving = new PathSet();
    final PathSet needed = new PathSet();
  }

  /** First pass. */
  void note(Work work) {
    boolean first = true;
    for (Op op : work.ops()) {
      phases.add(op.phase());
      if (first && op.action() instanceof Action.Move move) {
        of(move).freed.add(move.from());
        if (move.target().isDirectory()) {
          of(move).arriving.add(move.path());
        }
        first = false;
      }
    }
  }

  /** Second pass, when all freed names are known. */
  void noteNeeds(Work work) {
    for (Op op : work.ops()) {
      if (tangled(op.action())) {
        of(op.action()).needed.add(op.action().path());
        for (RelPath up = op.action().path().parent();
            up != null && !up.isRoot();
            up = up.parent()) {
          of(op.action()).needed.add(up);
        }
      }
    }
  }

  boolean has(Phase phase) {
    return phases.contains(phase);
  }

  boolean anyMoves() {
    return names.values().stream().anyMatch(side -> !side.freed.isEmpty());
  }

  /** Third pass: whether it must be sorted with the others. */
  boolean tangled(Action action) {
    Names side = of(action);
    RelPath path = action.path();
    return switch (action) {
      case Action.Move move ->
          move.target().isDirectory()
              || side.freed.contains(path)
              || below(side, path)
              || side.freed.containsAncestorOf(move.from())
              || side.needed.contains(move.from());
      case Action.MakeDirectory _ -> side.freed.contains(path) || below(side, path);
      case Action.Copy _ -> side.freed.contains(path);
      case Action.Delete _, Action.SetMetadata _, Action.KeepBeside _ -> false;
    };
  }

  private static boolean below(Names side, RelPath path) {
    return side.freed.containsAncestorOf(path) || side.arriving.containsAncestorOf(path);
  }

  private Names of(Action action) {
    return names.computeIfAbsent(action.on(), _ -> new Names());
  }
}
