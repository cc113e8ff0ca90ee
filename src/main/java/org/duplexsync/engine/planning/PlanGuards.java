package org.duplexsync.engine.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.duplexsync.engine.live.DeleteGuard;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.PairRules;
import org.duplexsync.engine.preparing.Prepared;
import org.duplexsync.model.Cause;
import org.duplexsync.model.DeletePolicy;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RaisedHalt;
import org.duplexsync.model.Selection;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Census;
import org.duplexsync.reconcile.Clocks;
import org.duplexsync.reconcile.Guards;
import org.duplexsync.reconcile.Policy;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.PlanRows;
import org.jspecify.annotations.Nullable;

/** What the guards say of a plan that is being made, and what follows from it for its rows. */
public final class PlanGuards {
  private final PairRules rules;
  private final CompareRequest request;
  private final Prepared prepared;
  private final Cancel cancel;

  PlanGuards(PairRules rules, CompareRequest request, Prepared prepared, Cancel cancel) {
    this.rules = rules;
    this.request = request;
    this.prepared = prepared;
    this.cancel = cancel;
  }

  /** What the guards need not count, and what they have to add. */
  public interface Counted {
    /** They have said about it what they had to say. */
    boolean isKnown(PlanItem item);

    /** What is told of a halt. */
    default Halt told(Halt halt) {
      return halt;
    }
  }

  /** Where nobody knows which state is right no delete is proposed. */
  Policy policy() {
    var deletes = request.deletes() == null ? rules.deletes(request.column()) : request.deletes();
    if (Guards.holdEverything(prepared.halts())) {
      deletes = DeletePolicy.HOLD;
    }
    return rules.policy(request.column(), deletes);
  }

  /** All that is to be read before anything is approved. */
  List<Halt> halts(Comparison.Found found, Stream<Halt> census) {
    var halts = new ArrayList<>(prepared.halts());
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
    if (counted.stream().anyMatch(PlanGuards::isOfDeletes)) {
      halts.removeIf(PlanGuards::isOfDeletes);
    }
    halts.addAll(counted);
    return halts;
  }

  /** Reads the rows for that. */
  List<Halt> count(PlanRows rows, Comparison.Found found, Counted known) {
    Census<RuntimeException> census = census(found);
    each(
        rows,
        row -> {
          if (!known.isKnown(row.item())) {
            census.add(row.item());
          }
        });
    return census.halts();
  }

  /** With nothing to approve, to have read the guards of such a plan is to accept them. */
  static boolean isAccepted(@Nullable PlanHeader before, List<Halt> halts) {
    return before != null
        && before.counts().rows() == 0
        && before.halts().stream().noneMatch(RaisedHalt::stands)
        && before.halts().stream().map(RaisedHalt::halt).toList().containsAll(halts);
  }

  private static void add(List<Halt> halts, @Nullable Halt halt) {
    if (halt != null) {
      halts.add(halt);
    }
  }

  private static boolean isOfDeletes(Halt halt) {
    return halt instanceof Halt.TooManyDeletes;
  }

  Census<RuntimeException> census(Comparison.Found found) {
    return census(found.terms().clocks(), prepared.memory()::below);
  }

  Census<RuntimeException> census(Clocks clocks, Census.Agreements<RuntimeException> agreements) {
    PairRules.DeleteLimit limit = rules.deleteLimit();
    return new Census<>(new Census.Limit(limit.count(), limit.percent()), clocks, agreements);
  }

  void each(PlanRows rows, Consumer<PlanRow> consumer) {
    try (Cursor<PlanRow> all = rows.all(Selection.ALL)) {
      while (all.hasNext()) {
        cancel.check();
        consumer.accept(all.next());
      }
    }
  }

  void holdAll(PlanRows rows) {
    try (Cursor<PlanRow> all = rows.all(Selection.ALL);
        BulkWriter<PlanRow> writer = rows.writer()) {
      while (all.hasNext()) {
        PlanRow row = all.next();
        writer.add(PlanRow.of(Guards.held(row.item()), row.hashA(), row.hashB()));
      }
    }
  }
}
