package org.duplexsync.engine.committing;

import java.util.Collection;
import java.util.function.Predicate;
import org.duplexsync.commit.Cancel;
import org.duplexsync.commit.Committer;
import org.duplexsync.commit.StoreLedger;
import org.duplexsync.commit.Watcher;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Cause;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.review.Approval;
import org.duplexsync.review.ApprovedPlan;
import org.duplexsync.review.DeleteCheck;
import org.duplexsync.review.Review;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.Plans;
import org.duplexsync.store.Store;

/** Approves a batch by policy, carries it out and drops it; all of a pair's batches are one run. */
public final class BatchCommit {
  private static final String BY = "policy:live";

  private final Committing committing;
  private final Store store;
  private final long run;
  private final Predicate<RelPath> grows;

  /**
   * @param grows files that are written all the time
   */
  public BatchCommit(Committing committing, Store store, long run, Predicate<RelPath> grows) {
    this.committing = committing;
    this.store = store;
    this.run = run;
    this.grows = grows;
  }

  /** Moves rows to a batch of their own; returns its number. */
  public long split(long batch, Collection<PlanRow> some) {
    Plans plans = store.plans(committing.pair());
    return store.transact(() -> {
      long other = plans.beginBatch(run, org.duplexsync.model.Column.RUNNING);
      try (BulkWriter<PlanRow> writer = plans.rows(other).writer()) {
        some.forEach(row -> writer.add(PlanRow.of(row.item(), row.hashA(), row.hashB())));
      }
      plans.rows(batch).remove(some.stream().map(PlanRow::path).toList());
      return other;
    });
  }

  /** Every row of the batch, at its default. */
  public void run(long batch, Watcher watcher, Cancel cancel) throws HostException, TreeException {
    Plans plans = store.plans(committing.pair());
    Approval approval =
        Review.open(store, committing.pair(), batch).approveAll(BY, DeleteCheck.NONE);
    if (approval instanceof Approval.Approved(ApprovedPlan approved)) {
      var ledger =
          new StoreLedger(
              store,
              committing.pair(),
              run,
              approved,
              committing.surroundings().clock(),
              committing.ends());
      new Committer(committing.setup(run, Cause.EVENT, grows), committing.ends(), ledger, false)
          .commit(approved, watcher, cancel);
    }
    plans.drop(batch);
  }

  /** For what must not be carried out after all. */
  public void drop(long batch) {
    store.plans(committing.pair()).drop(batch);
  }
}
