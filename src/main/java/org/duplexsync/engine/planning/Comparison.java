package org.duplexsync.engine.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.duplexsync.engine.listing.Extent;
import org.duplexsync.engine.listing.KeptListings;
import org.duplexsync.engine.listing.Scan;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.host.Host;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Difference;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Clocks;
import org.duplexsync.reconcile.Policy;
import org.duplexsync.reconcile.Terms;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.Differences;
import org.jspecify.annotations.Nullable;

/** One compare: from two listings and the baseline to the rows of a plan. */
final class Comparison {
  private final Link link;
  private final Hashing hashing;
  private final Surroundings surroundings;
  private final KeptListings kept;
  private final Differences rows;
  private final Cancel cancel;

  Comparison(
      Hashing hashing,
      Surroundings surroundings,
      KeptListings kept,
      Differences rows,
      Cancel cancel) {
    this.link = hashing.link();
    this.hashing = hashing;
    this.surroundings = surroundings;
    this.kept = kept;
    this.rows = rows;
    this.cancel = cancel;
  }

  /**
   * @param terms with what became known of the listings
   */
  record Found(Terms terms, Scan.Result scan) {
    /** Why the listings of a side are incomplete; null if they are complete. */
    @Nullable String incomplete(Side side) {
      return side == Side.A ? terms.incomplete().a() : terms.incomplete().b();
    }
  }

  /** Lists, looks closer, looks again, pairs moves: what is left is ready to be classified. */
  Found find(
      Extent extent, Policy policy, Consumer<BaselineChange> agreements, Scan.Progress progress)
      throws HostException, TreeException {
    Instant asked = surroundings.clock().instant();
    Clocks clocks = clocks();
    Terms terms = Terms.of(policy, clocks, surroundings.clock().instant(), surroundings.zone());
    var scan = new Scan(link, kept, rows, cancel);
    Scan.Result result = scan.run(extent, terms, agreements, progress);
    new LeftOut(link, kept.memory().filter(), cancel).takeNames(rows);
    var looker = new Looker(hashing, rows, clocks, cancel);
    looker.run();
    Sides<@Nullable String> incomplete = result.incomplete();
    if (extent instanceof Extent.Whole) {
      hashing.forgetOld();
      incomplete = lookAgain(clocks, result);
      looker.run();
    }
    Duration took = Duration.between(asked, surroundings.clock().instant());
    Terms known = with(terms, clocks.aged(took), incomplete);
    new MovePairing(rows, known, looker).run();
    return new Found(known, result);
  }

  private Clocks clocks() throws HostException, TreeException {
    Sides<Instant> now = link.together().both(side -> link.tree(side).now());
    Sides<Duration> ticks = link.trees().map(tree -> tree.facts().tick());
    Sides<Duration> skews = link.hosts().map(Host::skew);
    Duration tick = ticks.a().compareTo(ticks.b()) > 0 ? ticks.a() : ticks.b();
    return new Clocks(skews.b().minus(skews.a()), tick, now.a(), now.b());
  }

  /**
   * A second complete look at a side on which something seems to be gone.
   *
   * @return why a side's listings are incomplete
   */
  private Sides<@Nullable String> lookAgain(Clocks clocks, Scan.Result result)
      throws HostException, TreeException {
    return new Sides<>(
        lookAgain(Side.A, clocks.a(), clocks.tick(), result),
        lookAgain(Side.B, clocks.b(), clocks.tick(), result));
  }

  private @Nullable String lookAgain(
      Side side, @Nullable Instant started, Duration tick, Scan.Result result)
      throws HostException {
    String incomplete = result.incomplete().of(side);
    if (incomplete != null || started == null || !somethingGone(side)) {
      return incomplete;
    }
    var look = new SecondLook(link, kept.memory(), rows, cancel);
    return look.run(side, started.minus(tick));
  }

  private boolean somethingGone(Side side) {
    try (Cursor<Difference> all = rows.departed(side)) {
      while (all.hasNext()) {
        cancel.check();
        if (all.next().seen(side) instanceof Seen.Absent) {
          return true;
        }
      }
    }
    return false;
  }

  private static Terms with(Terms terms, Clocks clocks, Sides<@Nullable String> incomplete) {
    return new Terms(
        terms.policy(),
        clocks,
        terms.now(),
        terms.zone(),
        new Terms.Incomplete(incomplete.a(), incomplete.b()));
  }

  void classify(Terms terms, Consumer<PlanRow> plan, Consumer<BaselineChange> agreements)
      throws HostException {
    new Classification(link, rows, terms, cancel).run(plan, agreements);
  }
}
