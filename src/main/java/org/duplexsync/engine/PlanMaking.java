package org.duplexsync.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.duplexsync.engine.committing.GrownVersions;
import org.duplexsync.engine.live.DeleteGuard;
import org.duplexsync.engine.live.Places;
import org.duplexsync.engine.pair.Absences;
import org.duplexsync.engine.pair.AgreedAt;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.PairRules;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.engine.pair.PlanFacts;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Cause;
import org.duplexsync.model.DeletePolicy;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.PlanState;
import org.duplexsync.model.RaisedHalt;
import org.duplexsync.model.Selection;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Census;
import org.duplexsync.reconcile.Clocks;
import org.duplexsync.reconcile.Guards;
import org.duplexsync.reconcile.Policy;
import org.duplexsync.store.Baseline;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.PlanRows;
import org.duplexsync.store.Plans;
import org.duplexsync.store.Store;
import org.jspecify.annotations.Nullable;

/** Compares and puts what differs into a new plan in the store, with what the guards say. */
final class PlanMaking {
  private final PairSpec spec;
  private final Link link;
  private final Store store;
  private final Surroundings surroundings;
  private final Cancel cancel;

  PlanMaking(PairSpec spec, Link link, Store store, Surroundings surroundings, Cancel cancel) {
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
  record Made(long plan, long rows, long entries, long agreements, List<Halt> halts) {}

  Made make(CompareRequest request, Prepared prepared, long run, Scan.Progress progress)
      throws HostException, TreeException {
    return make(request, prepared, run, progress, _ -> false);
  }

  /** What the guards need not count, and what they have to add. */
  interface Counted {
    /** They have said about it what they had to say. */
    boolean isKnown(PlanItem item);

    /** What is told of a halt. */
    default Halt told(Halt halt) {
      return halt;
    }
  }

  /**
   * Compares everything: the new plan is the one that a person sees.
   *
   * @param known what the guards know beside what is found
   */
  Made make(
      CompareRequest request, Prepared prepared, long run, Scan.Progress progress, Counted known)
      throws HostException, TreeException {
    KeptListings kept = kept(request, prepared);
    var comparison = comparison(kept, run);
    try (var agreed = new Agreements(request.write(), store.baseline(spec.name()))) {
      Policy policy = policy(request, prepared);
      Comparison.Found found = comparison.find(Extent.WHOLE, policy, agreed, progress);
      Plans plans = store.plans(spec.name());
      PlanHeader before = plans.latestReady();
      long plan = begin(request, prepared, run, found);
      var first = new FirstCount(census(found, prepared), known::isKnown);
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
        counted = count(rows, census(found, prepared), known);
      }
      List<Halt> halts = halts(request, prepared, found, counted.stream().map(known::told));
      if (rows.counts().rows() == 0 && isAccepted(before, halts)) {
        halts = List.of();
      }
      if (Guards.holdEverything(halts)) {
        holdAll(rows);
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
  Made makeBatch(
      Places places, CompareRequest request, Prepared prepared, long run, DeleteGuard guard)
      throws HostException, TreeException {
    var comparison = comparison(kept(request, prepared), run);
    try (var agreed = new Agreements(request.write(), store.baseline(spec.name()))) {
      Policy policy = policy(request, prepared);
      Extent extent = new Extent.Some(places);
      Comparison.Found found = comparison.find(extent, policy, agreed, (_, _, _, _) -> {});
      long plan = store.plans(spec.name()).beginBatch(run, request.column());
      PlanRows rows = store.plans(spec.name()).rows(plan);
      fill(rows, comparison, found, agreed, _ -> {});
      var items = new ArrayList<PlanItem>();
      each(rows, row -> items.add(row.item()));
      List<Halt> halts =
          guard.judge(
              census(
                  found.terms().clocks(), at -> prepared.memory().below(at) + guard.wentBelow(at)),
              items,
              found.terms().now());
      if (Guards.holdEverything(halts)) {
        holdAll(rows);
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

  /** Where nobody knows which state is right no delete is proposed. */
  private Policy policy(CompareRequest request, Prepared prepared) {
    PairRules rules = spec.rules();
    var deletes = request.deletes() == null ? rules.deletes(request.column()) : request.deletes();
    if (Guards.holdEverything(prepared.halts())) {
      deletes = DeletePolicy.HOLD;
    }
    return rules.policy(request.column(), deletes);
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

  /** With nothing to approve, to have read the guards of such a plan is to accept them. */
  private static boolean isAccepted(@Nullable PlanHeader before, List<Halt> halts) {
    return before != null
        && before.counts().rows() == 0
        && before.halts().stream().noneMatch(RaisedHalt::stands)
        && before.halts().stream().map(RaisedHalt::halt).toList().containsAll(halts);
  }

  private List<Halt> halts(
      CompareRequest request, Prepared prepared, Comparison.Found found, Stream<Halt> census) {
    var halts = new ArrayList<>(prepared.halts());
    PairRules rules = spec.rules();
    add(halts, Guards.clocks(found.terms().clocks().skew(), rules.skewLimit()));
    long agreed = found.scan().summary().agreed();
    add(halts, Guards.farFewer(Side.A, found.scan().summary().entriesA(), agreed));
    add(halts, Guards.farFewer(Side.B, found.scan().summary().entriesB(), agreed));
    for (Side side : Side.values()) {
      String reason = found.incomplete(side);
      if (reason != null) {
        halts.add(new Halt.ScanIncomplete(side, reason));
      }
    }
    boolean live = request.cause() == Cause.EVENT;
    List<Halt> counted = census.filter(halt -> !live || DeleteGuard.meansIt(halt)).toList();
    if (counted.stream().anyMatch(PlanMaking::isOfDeletes)) {
      halts.removeIf(PlanMaking::isOfDeletes);
    }
    halts.addAll(counted);
    return halts;
  }

  private List<Halt> count(PlanRows rows, Census<RuntimeException> census, Counted known) {
    each(
        rows,
        row -> {
          if (!known.isKnown(row.item())) {
            census.add(row.item());
          }
        });
    return census.halts();
  }

  private static void add(List<Halt> halts, @Nullable Halt halt) {
    if (halt != null) {
      halts.add(halt);
    }
  }

  private static boolean isOfDeletes(Halt halt) {
    return halt instanceof Halt.TooManyDeletes;
  }

  private Census<RuntimeException> census(Comparison.Found found, Prepared prepared) {
    return census(found.terms().clocks(), prepared.memory()::below);
  }

  private Census<RuntimeException> census(
      Clocks clocks, Census.Agreements<RuntimeException> agreements) {
    PairRules.DeleteLimit limit = spec.rules().deleteLimit();
    return new Census<>(new Census.Limit(limit.count(), limit.percent()), clocks, agreements);
  }

  private void each(PlanRows rows, Consumer<PlanRow> consumer) {
    try (Cursor<PlanRow> all = rows.all(Selection.ALL)) {
      while (all.hasNext()) {
        cancel.check();
        consumer.accept(all.next());
      }
    }
  }

  private void holdAll(PlanRows rows) {
    try (Cursor<PlanRow> all = rows.all(Selection.ALL);
        BulkWriter<PlanRow> writer = rows.writer()) {
      while (all.hasNext()) {
        PlanRow row = all.next();
        writer.add(PlanRow.of(Guards.held(row.item()), row.hashA(), row.hashB()));
      }
    }
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

  /** Takes changes of the baseline: writes them if the leases are held. */
  private static final class Agreements implements Consumer<BaselineChange>, AutoCloseable {
    private final boolean write;
    private final BulkWriter<BaselineChange> writer;
    private long count;

    Agreements(boolean write, Baseline baseline) {
      this.write = write;
      this.writer = baseline.writer();
    }

    @Override
    public void accept(BaselineChange change) {
      count++;
      if (write) {
        writer.add(change);
      }
    }

    void flush() {
      writer.flush();
    }

    long count() {
      return count;
    }

    @Override
    public void close() {
      writer.close();
    }
  }
}
