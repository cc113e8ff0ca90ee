package org.duplexsync.engine;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.Witness;
import org.duplexsync.model.Halt;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Guards;
import org.duplexsync.store.Generations;
import org.jspecify.annotations.Nullable;

/**
 * What the servers remember of the store, against what the store remembers of them.
 *
 * @param halts of a server or a store that went back, or of a store that another has replaced
 * @param trusted the baseline may be believed
 * @param note for the operator, if the baseline is new; null if it is as it was
 * @param highest generation that a server has
 */
record Witnesses(List<Halt> halts, boolean trusted, @Nullable String note, long highest) {
  static Witnesses read(Link link, String storeId, Generations generations, boolean empty)
      throws HostException, TreeException {
    Sides<@Nullable Witness> found =
        link.together().<@Nullable Witness>both(side -> link.tree(side).witness());
    Generations.Generation current = generations.current();
    var store = new Guards.Store(storeId, current.committed(), current.pending() != null);
    var halts = new ArrayList<Halt>();
    String note = null;
    boolean trusted = true;
    long highest = 0;
    for (Side side : Side.values()) {
      Witness witness = found.of(side);
      Halt halt = judge(side, store, witness);
      if (halt instanceof Halt.ForeignStore(var on, String evidence)) {
        trusted = false;
        note =
            "Another Duplex worked on %s (%s): the sides count as never agreed."
                .formatted(on, evidence);
        if (!empty) {
          halts.add(halt);
        }
      } else if (halt != null) {
        halts.add(halt);
      }
      if (witness != null && witness.storeId().equals(storeId)) {
        highest = Math.max(highest, witness.generation());
      }
    }
    return new Witnesses(halts, trusted, note, highest);
  }

  private static @Nullable Halt judge(Side side, Guards.Store store, @Nullable Witness witness) {
    return witness == null
        ? Guards.witness(side, store, null, 0)
        : Guards.witness(side, store, witness.storeId(), witness.generation());
  }
}
