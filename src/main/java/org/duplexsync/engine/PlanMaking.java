package org.duplexsync.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.DeletePolicy;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.PlanState;
import org.duplexsync.model.Selection;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Census;
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
   * @param agreements how many changes of the baseline the compare found
   */
  record Made(long plan, long rows, long entries, long agreements) {}

  Made make(CompareRequest request, Prepared prepared, long run, Scan.Progress progress)
      throws HostException, TreeException {
    var comparison =
        new Comparison(
            link, surroundings, prepared.memory(), store.differences(spec.name()), cancel);
    try (var agreed = new Agreements(request.write(), store.baseline(spec.name()))) {
      Policy policy = policy(request, prepared);
      Comparison.Found found = comparison.find(policy, agreed, progress);
      Plans plans = store.plans(spec.name());
      PlanHeader before = plans.latestReady();
      long plan = begin(request, prepared, run, found);
      PlanRows rows = plans.rows(plan);
      try (BulkWriter<PlanRow> writer = rows.writer()) {
        comparison.classify(found.terms(), writer, agreed);
      }
      agreed.flush();
      DirectoryPasses.run(rows, cancel);
      List<Halt> halts = halts(prepared, found, rows);
      if (Guards.holdEverything(halts)) {
        holdAll(rows);
      }
      finish(plans, plan, before, halts);
      return new Made(
          plan, rows.counts().rows(), found.scan().summary().entriesA(), agreed.count());
    }
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
            prepared.partial());
    var agreed = AgreedAt.read(store.settings(spec.name()));
    return store.plans(spec.name()).begin(run, request.column(), agreed, facts.asMap());
  }

  private List<Halt> halts(Prepared prepared, Comparison.Found found, PlanRows rows) {
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
    halts.addAll(census(found, prepared.memory(), rows));
    return halts;
  }

  private static void add(List<Halt> halts, @Nullable Halt halt) {
    if (halt != null) {
      halts.add(halt);
    }
  }

  private List<Halt> census(Comparison.Found found, Memory memory, PlanRows rows) {
    PairRules.DeleteLimit limit = spec.rules().deleteLimit();
    var census =
        new Census<RuntimeException>(
            new Census.Limit(limit.count(), limit.percent()),
            found.terms().clocks(),
            memory::below);
    try (Cursor<PlanRow> all = rows.all(Selection.ALL)) {
      while (all.hasNext()) {
        cancel.check();
        census.add(all.next().item());
      }
    }
    return census.halts();
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
