package org.duplexsync.engine.committing;

import java.time.Duration;
import org.duplexsync.commit.Cancel;
import org.duplexsync.commit.Committer;
import org.duplexsync.commit.StoreLedger;
import org.duplexsync.commit.Summary;
import org.duplexsync.commit.Watcher;
import org.duplexsync.engine.pair.AgreedAt;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Cause;
import org.duplexsync.model.PlanState;
import org.duplexsync.model.Side;
import org.duplexsync.review.ApprovedPlan;
import org.duplexsync.review.Review;
import org.duplexsync.store.Plans;
import org.duplexsync.store.Store;

/** Carries out one approval. */
public final class CommitRun {
  private final Committing committing;
  private final Store store;
  private final Surroundings surroundings;

  public CommitRun(Committing committing, Store store, Surroundings surroundings) {
    this.committing = committing;
    this.store = store;
    this.surroundings = surroundings;
  }

  public CommitEnd run(ApprovedPlan approved, Cause cause, Watcher watcher, Cancel cancel)
      throws HostException, TreeException {
    letTick();
    String pair = committing.pair();
    Plans plans = store.plans(pair);
    long run = store.runs(pair).start(cause, approved.by());
    plans.state(approved.plan(), PlanState.COMMITTING);
    var ledger =
        new StoreLedger(store, pair, run, approved, surroundings.clock(), committing.ends());
    var notes = new DoneNotes(watcher);
    Summary summary =
        new Committer(committing.setup(run, cause), committing.ends(), ledger)
            .commit(approved, notes, cancel);
    if (summary.cancelled()) {
      Review.open(store, pair, approved.plan()).reopenUnfinished();
    }
    GrownVersions.seen(
        store,
        pair,
        plans.rows(approved.plan()),
        surroundings.clock().instant().plus(committing.spec().rules().keepVersions()));
    plans.state(approved.plan(), PlanState.DONE);
    AgreedAt.write(store, pair, approved.plan(), surroundings.clock().instant());
    store.runs(pair).end(run, summary.toString());
    return new CommitEnd(
        summary.done(),
        summary.drifted(),
        summary.failed(),
        summary.kept(),
        summary.cancelled(),
        notes.lines());
  }

  /**
   * What was written again within the tick in which it was listed looks as it was planned; once the
   * tick has passed a further write shows.
   */
  private void letTick() {
    Duration a = committing.link().tree(Side.A).facts().tick();
    Duration b = committing.link().tree(Side.B).facts().tick();
    surroundings.waiting().pass(a.compareTo(b) > 0 ? a : b);
  }
}
