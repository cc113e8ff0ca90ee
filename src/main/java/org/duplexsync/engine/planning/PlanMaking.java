package org.duplexsync.engine.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.duplexsync.engine.committing.GrownVersions;
import org.duplexsync.engine.listing.Extent;
import org.duplexsync.engine.listing.KeptListings;
import org.duplexsync.engine.listing.Scan;
import org.duplexsync.engine.live.DeleteGuard;
import org.duplexsync.engine.live.Places;
import org.duplexsync.engine.pair.Absences;
import org.duplexsync.engine.pair.AgreedAt;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.engine.pair.PlanFacts;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.engine.preparing.Prepared;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.PlanState;
import org.duplexsync.reconcile.Guards;
import org.duplexsync.reconcile.Policy;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.PlanRows;
import org.duplexsync.store.Plans;
import org.duplexsync.store.Store;
import org.jspecify.annotations.Nullable;

/** Compares and puts what differs into a new plan in the store, with what the guards say. */
public final class PlanMaking {
  private final PairSpec spec;
  private final Link link;
  private final Store store;
  private final Surroundings surroundings;
  private final Cancel cancel;

  public PlanMaking(
      PairSpec spec, Link link, Store store, Surroundings surroundings, Cancel cancel) {
    this.spec = spec;
    this.link = link;
    this.store = store;
    this.surroundings = surroundings;
    this.cancel = cancel;
  }

  /**
   * @param plan its number
   * @param entries of A, or in a batch of the side of which more was listed
   * @param agreements how many changes of the baseline the compare found
   * @param halts that were raised, or of a batch would have to be
   */
  public record Made(long plan, long rows, long entries, long agreements, List<Halt> halts) {}

  public Made make(CompareRequest request, Prepared prepared, long run, Scan.Progress progress)
      throws HostException, TreeException {
    return make(request, prepared, run, progress, _ -> false);
  }

  /**
   * Compares everything: the new plan is the one that a person sees.
   *
   * @param known what the guards know beside what is found
   */
  public Made make(
      CompareRequest request,
      Prepared prepared,
      long run,
      Scan.Progress progress,
      PlanGuards.Counted known)
      throws HostException, TreeException {
    var guards = new PlanGuards(spec.rules(), request, prepared, cancel);
    KeptListings kept = kept(request, prepared);
    var comparison = comparison(kept, run);
    try (var agreed = new Agreements(request.write(), store.baseline(spec.name()))) {
      Policy policy = guards.policy();
      Comparison.Found found = comparison.find(Extent.WHOLE, policy, agreed, progress);
      Plans plans = store.plans(spec.name());
      PlanHeader before = plans.latestReady();
      long plan = begin(request, prepared, run, found);
      var first = new FirstCount(guards.census(found), known::isKnown);
      PlanRows rows = plans.rows(plan);
      if (fill(rows, comparison, found, agreed, first::note)) {
        first.spoil();
      }
      if (!spec.rules().owners()) {
        Inherited.say(rows, link, cancel);
      }
      if (new GrownVersions(link, store, spec.name()).into(rows)) {
        first.spoil();
      }
      List<Halt> counted = first.halts();
      if (counted == null) {
        counted = guards.count(rows, found, known);
      }
      List<Halt> halts = guards.halts(found, counted.stream().map(known::told));
      if (rows.counts().rows() == 0 && PlanGuards.isAccepted(before, halts)) {
        halts = List.of();
      }
      if (Guards.holdEverything(halts)) {
        guards.holdAll(rows);
      }
      finish(plans, plan, before, halts);
      if (halts.isEmpty()) {
        kept.remember(found.scan(), policy);
      }
      return new Made(
          plan, rows.counts().rows(), found.scan().summary().entriesA(), agreed.count(), halts);
    }
  }

  /**
   * Compares some places: the new plan is a batch, to be carried out and dropped.
   *
   * @param guard counts deletes over batches
   */
  public Made makeBatch(
      Places places, CompareRequest request, Prepared prepared, long run, DeleteGuard guard)
      throws HostException, TreeException {
    var guards = new PlanGuards(spec.rules(), request, prepared, cancel);
    var comparison = comparison(kept(request, prepared), run);
    try (var agreed = new Agreements(request.write(), store.baseline(spec.name()))) {
      Policy policy = guards.policy();
      Extent extent = new Extent.Some(places);
      Comparison.Found found = comparison.find(extent, policy, agreed, (_, _, _, _) -> {});
      long plan = store.plans(spec.name()).beginBatch(run, request.column());
      PlanRows rows = store.plans(spec.name()).rows(plan);
      fill(rows, comparison, found, agreed, _ -> {});
      var items = new ArrayList<PlanItem>();
      guards.each(rows, row -> items.add(row.item()));
      List<Halt> halts =
          guard.judge(
              guards.census(
                  found.terms().clocks(), at -> prepared.memory().below(at) + guard.wentBelow(at)),
              items,
              found.terms().now());
      if (Guards.holdEverything(halts)) {
        guards.holdAll(rows);
      }
      return new Made(plan, items.size(), entries(found), agreed.count(), halts);
    }
  }

  private static long entries(Comparison.Found found) {
    return Math.max(found.scan().summary().entriesA(), found.scan().summary().entriesB());
  }

  private KeptListings kept(CompareRequest request, Prepared prepared) {
    var forThis = new KeptListings.For(prepared.memory(), request.write());
    return new KeptListings(spec, link, store, surroundings, forThis);
  }

  private Comparison comparison(KeptListings kept, long run) {
    Hashing hashing = Hashing.of(link, surroundings.waiting(), store, spec.name(), run);
    return new Comparison(hashing, surroundings, kept, store.differences(spec.name()), cancel);
  }

  /** Says whether rows had to be amended after that. */
  private boolean fill(
      PlanRows rows,
      Comparison comparison,
      Comparison.Found found,
      Agreements agreed,
      Consumer<PlanItem> told)
      throws HostException {
    var passes = new DirectoryPasses(new LeftOut(link, spec.filter(), cancel), cancel);
    try (BulkWriter<PlanRow> writer = rows.writer()) {
      Consumer<PlanRow> sink =
          row -> {
            writer.add(row);
            passes.note(row.item());
            told.accept(row.item());
          };
      comparison.classify(found.terms(), sink, agreed);
    }
    agreed.flush();
    return passes.run(rows);
  }

  private long begin(CompareRequest request, Prepared prepared, long run, Comparison.Found found) {
    var facts =
        new PlanFacts(
            found.scan().summary().entriesA(),
            found.scan().summary().entriesB(),
            prepared.note(),
            prepared.cleanedUp(),
            prepared.partial(),
            Absences.read(store.settings(spec.name())),
            null);
    var agreed = AgreedAt.read(store.settings(spec.name()));
    return store.plans(spec.name()).begin(run, request.column(), agreed, facts.asMap());
  }

  private void finish(Plans plans, long plan, @Nullable PlanHeader before, List<Halt> halts) {
    plans.raise(plan, halts);
    if (before != null) {
      new KeptRequests(plans.rows(before.id()), plans.rows(plan), store.baseline(spec.name()))
          .run(cancel);
      plans.carryOver(before.id(), plan);
    }
    plans.state(plan, PlanState.READY);
    if (store.intents(spec.name()).open().isEmpty()) {
      plans.dropBefore(plan);
    }
  }
}
