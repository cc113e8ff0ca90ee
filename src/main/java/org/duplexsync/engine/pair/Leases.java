package org.duplexsync.engine.pair;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Lease;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Side;

/** The right to write on both sides; it ends with the connections. */
public record Leases(Sides<Lease> held) {
  /**
   * Takes both, in the same order in every engine, so that two engines can't each hold one for
   * ever.
   */
  public static Leases take(PairSpec spec, Link link, String owner)
      throws HostException, TreeException {
    var order = new ArrayList<>(List.of(Side.values()));
    order.sort(Comparator.comparing(side -> spec.sides().of(side).leaseOrder()));
    Map<Side, Lease> taken = new EnumMap<>(Side.class);
    for (Side side : order) {
      taken.put(side, link.tree(side).lease(owner));
    }
    return new Leases(new Sides<>(of(taken, Side.A), of(taken, Side.B)));
  }

  private static Lease of(Map<Side, Lease> taken, Side side) {
    Lease lease = taken.get(side);
    if (lease == null) {
      throw new IllegalStateException("no lease on " + side);
    }
    return lease;
  }

  public long epoch(Side side) {
    return held.of(side).epoch();
  }
}
