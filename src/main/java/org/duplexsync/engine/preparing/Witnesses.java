package org.duplexsync.engine.preparing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.Sides;
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
  /**
   * What the store knows.
   *
   * @param empty it remembers no agreement
   * @param elsewhere sides whose root is another one than was agreed with
   */
  record Known(
      String storeId, Generations.Generation current, boolean empty, Set<Side> elsewhere) {}

  static Witnesses read(Link link, Known known) throws HostException, TreeException {
    Sides<@Nullable Witness> found =
        link.together().<@Nullable Witness>both(side -> link.tree(side).witness());
    Generations.Generation current = known.current();
    var store = new Guards.Store(known.storeId(), current.committed(), current.pending() != null);
    var halts = new ArrayList<Halt>();
    String note =
        known.elsewhere().isEmpty()
            ? null
            : "The job leads to another root than was agreed with: the sides count as never agreed.";
    boolean trusted = known.elsewhere().isEmpty();
    long highest = 0;
    for (Side side : Side.values()) {
      Witness witness = found.of(side);
      Halt halt = known.elsewhere().contains(side) ? null : judge(side, store, witness);
      if (halt instanceof Halt.ForeignStore(var on, String evidence)) {
        trusted = false;
        note =
            "%s was last agreed on by another memory than this one (%s): another Duplex's, or this one's before it was lost. The sides count as never agreed."
                .formatted(on, evidence);
        if (!known.empty()) {
          halts.add(halt);
        }
      } else if (halt != null) {
        halts.add(halt);
      }
      if (witness != null && witness.storeId().equals(known.storeId())) {
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
