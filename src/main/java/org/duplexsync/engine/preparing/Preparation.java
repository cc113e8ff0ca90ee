package org.duplexsync.engine.preparing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.engine.committing.Committing;
import org.duplexsync.engine.committing.Recovery;
import org.duplexsync.engine.listing.Memory;
import org.duplexsync.engine.pair.Leases;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.BaselineRow;
import org.duplexsync.model.Halt;
import org.duplexsync.model.IntentBatch;
import org.duplexsync.model.Side;
import org.duplexsync.store.Baseline;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.Opened;
import org.duplexsync.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * What comes before a compare: leases, witnesses, and what an earlier run left open. Without leases
 * nothing is written; what would have to be settled is only said.
 */
public final class Preparation {
  private final PairSpec spec;
  private final Link link;
  private final Store store;
  private final Surroundings surroundings;
  private final List<String> cleanedUp = new ArrayList<>();
  private final List<String> partial = new ArrayList<>();

  public Preparation(PairSpec spec, Link link, Store store, Surroundings surroundings) {
    this.spec = spec;
    this.link = link;
    this.store = store;
    this.surroundings = surroundings;
  }

  /**
   * @param held leases that this engine has already; null: none
   */
  public Prepared run(boolean write, @Nullable Leases held) throws HostException, TreeException {
    Leases leases = held == null && write ? Leases.take(spec, link, holder()) : held;
    Witnesses witnesses = Witnesses.read(link, known());
    if (write && leases != null) {
      putInOrder(leases, witnesses.trusted());
    } else {
      sayWhatIsOpen();
    }
    return prepared(leases, witnesses);
  }

  /** Once more while the pair is live: nothing is settled, for some of it is under way. */
  public Prepared again(Leases held) throws HostException, TreeException {
    return prepared(held, Witnesses.read(link, known()));
  }

  private Witnesses.Known known() {
    return new Witnesses.Known(
        store.id(),
        store.generations(spec.name()).current(),
        store.baseline(spec.name()).isEmpty(),
        roots().elsewhere());
  }

  private Roots roots() {
    return new Roots(spec, store.settings(spec.name()), link);
  }

  private Prepared prepared(@Nullable Leases leases, Witnesses witnesses) {
    List<Halt> halts = new ArrayList<>(witnesses.halts());
    halts.addAll(roots().halts());
    FilterSet before = filterBefore(halts);
    Baseline baseline = store.baseline(spec.name());
    var memory = new Memory(baseline, witnesses.trusted(), spec.filter(), before);
    return new Prepared(leases, memory, halts, note(witnesses), cleanedUp, partial);
  }

  private void putInOrder(Leases leases, boolean trusted) throws HostException, TreeException {
    var committing = new Committing(spec, link, leases, surroundings);
    cleanedUp.addAll(new Recovery(committing, store, surroundings).run());
    if (trusted) {
      int lost = new LostWrites(link, store, spec.name()).settle();
      if (lost > 0) {
        cleanedUp.add(lost + " writes were lost when a server went down; they will be made again");
      }
    } else {
      store.baseline(spec.name()).clear();
    }
  }

  private void sayWhatIsOpen() {
    int open =
        store.intents(spec.name()).open().stream()
            .map(IntentBatch::intents)
            .mapToInt(List::size)
            .sum();
    if (open > 0) {
      partial.add(
          open + " actions of an earlier run have no known end; a run that writes settles them");
    }
    var lost = new LostWrites(link, store, spec.name());
    for (Side side : Side.values()) {
      int suspects = lost.suspects(side).size();
      if (suspects > 0) {
        partial.add(
            "%s was restarted shortly after %d paths were written there; a run that writes checks them"
                .formatted(side, suspects));
      }
    }
  }

  private FilterSet filterBefore(List<Halt> halts) {
    FilterSet last = new FilterMemory(store.settings(spec.name())).last().orElse(spec.filter());
    if (!last.digest().equals(spec.filter().digest())) {
      halts.add(new Halt.FilterChanged());
    }
    return last;
  }

  private @Nullable String note(Witnesses witnesses) {
    // the servers' witnesses name a store that was set aside as they name another's
    return store.opened() instanceof Opened.SetAside(var where, String reason)
        ? "The memory of this job was set aside as %s (%s): the sides count as never agreed."
            .formatted(where, reason)
        : witnesses.note();
  }

  /**
   * Roots and filter are as the operator has approved them now. Answers whether a root is another
   * one than before, whose server has no witness yet.
   */
  public static boolean accept(PairSpec spec, Link link, Store store) {
    var filters = new FilterMemory(store.settings(spec.name()));
    FilterSet last = filters.last().orElse(spec.filter());
    if (!last.digest().equals(spec.filter().digest())) {
      forgetHidden(store.baseline(spec.name()), last);
    }
    filters.remember(spec.filter());
    var roots = new Roots(spec, store.settings(spec.name()), link);
    boolean elsewhere = !roots.elsewhere().isEmpty();
    roots.remember();
    return elsewhere;
  }

  /** What a filter hid was not looked at: what was once agreed about it says nothing. */
  private static void forgetHidden(Baseline baseline, FilterSet filter) {
    var hidden = filter.cursor();
    try (Cursor<BaselineRow> rows = baseline.all();
        BulkWriter<BaselineChange> writer = baseline.writer()) {
      while (rows.hasNext()) {
        BaselineRow row = rows.next();
        if (hidden.excludes(row.path(), row.agreed().entry().isDirectory())) {
          writer.add(new BaselineChange.Forget(row.path()));
        }
      }
    }
  }

  /** What a second engine is told, perhaps on a desktop with another time zone. */
  private String holder() {
    Instant now = surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    return surroundings.owner() + ", since " + now;
  }
}
