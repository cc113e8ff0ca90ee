package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.duplexsync.host.local.LocalShell;
import org.duplexsync.model.Action;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Route;

/**
 * Which route what takes: by size, number and what the hosts have, unless the pair pins one. Links,
 * directories and second copies always go by the helper.
 */
final class Routes {
  /**
   * From this size on a delta or compression pays for the start of two processes. For small files
   * both routes take the same time (5,000 of 4 KiB: 3.3-4.5 s and 3.5-3.8 s on a busy machine);
   * where both hosts are this machine nothing is saved: 100 MB new take 1.1 s and 1.8 s.
   */
  static final long LARGE = 1 << 20;

  private final Route pinned;
  private final Carrier helper;
  private final Carrier bridge;
  private final Predicate<RelPath> grows;

  /**
   * @param grows files of which only the helper can take a part
   */
  Routes(Route pinned, Carrier helper, Carrier bridge, Predicate<RelPath> grows) {
    this.pinned = pinned;
    this.helper = helper;
    this.bridge = bridge;
    this.grows = grows;
  }

  /** Some of a batch's items and the route they take. */
  record Part(Carrier carrier, List<Item> items) {}

  List<Part> split(End from, End to, List<Item> items) {
    List<Item> large = new ArrayList<>();
    List<Item> others = new ArrayList<>();
    String missing = BridgeCarrier.missing(from, to);
    boolean local = from.shell() instanceof LocalShell && to.shell() instanceof LocalShell;
    for (Item item : items) {
      boolean wanted = bridged(item, local);
      if (wanted && missing != null) {
        item.notes.add("rsync could not be used: " + missing);
      }
      (wanted && missing == null ? large : others).add(item);
    }
    List<Part> parts = new ArrayList<>();
    if (!others.isEmpty()) {
      parts.add(new Part(helper, others));
    }
    if (!large.isEmpty()) {
      parts.add(new Part(bridge, large));
    }
    return parts;
  }

  private boolean bridged(Item item, boolean local) {
    return item.op.action() instanceof Action.Copy copy
        && copy.source().isFile()
        && !grows.test(copy.path())
        && switch (pinned) {
          case HELPER -> false;
          case BRIDGE -> true;
          case AUTO -> !local && copy.source().size() >= LARGE;
        };
  }
}
