package org.duplexsync.commit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.duplexsync.model.Action;
import org.duplexsync.model.Intent;
import org.duplexsync.model.IntentBatch;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** Which plan row each action of a batch belongs to. */
final class RowPaths {
  private record Place(Side side, RelPath path) {}

  private final Map<Place, Action.Move> from = new HashMap<>();
  private final Set<Place> deleted = new HashSet<>();

  RowPaths(IntentBatch batch) {
    for (Intent intent : batch.intents()) {
      if (intent.action() instanceof Action.Move move) {
        from.put(new Place(move.on(), move.from()), move);
      } else if (intent.action() instanceof Action.Delete delete) {
        deleted.add(new Place(delete.on(), delete.path()));
      }
    }
  }

  /**
   * Of a second copy, the row of what was copied; of what a move exchanged out of its new name, the
   * row of the move.
   */
  RelPath of(Action action) {
    return switch (action) {
      case Action.KeepBeside keep -> keep.of();
      case Action.Delete delete -> out(delete.on(), delete.path());
      case Action.Move back -> out(back.on(), back.path());
      case Action.Copy _, Action.MakeDirectory _, Action.SetMetadata _ -> action.path();
    };
  }

  /** Something was moved from here onto a name whose entry came here, and goes. */
  private RelPath out(Side side, RelPath path) {
    Action.@Nullable Move onto = from.get(new Place(side, path));
    Action.@Nullable Move back = onto == null ? null : from.get(new Place(side, onto.path()));
    boolean goes =
        back != null && back.path().equals(path) && deleted.contains(new Place(side, path));
    return onto != null && goes ? onto.path() : path;
  }
}
