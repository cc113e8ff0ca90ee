package org.duplexsync.engine;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.engine.committing.CommitEnd;
import org.duplexsync.engine.committing.CommitRun;
import org.duplexsync.engine.committing.Committing;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.Leases;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.PlanFacts;
import org.duplexsync.engine.preparing.Preparation;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Cause;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.RaisedHalt;
import org.duplexsync.model.RowState;
import org.duplexsync.review.ApprovedPlan;
import org.duplexsync.store.Store;

/** Carries out what a person, or a policy in their place, has approved of a plan. */
final class ApprovedCommit {
  private final Hold hold;
  private final Live live;
  private final Upkeep upkeep;
  private final Store store;

  ApprovedCommit(Hold hold, Live live) {
    this.hold = hold;
    this.live = live;
    this.upkeep = new Upkeep(hold, live);
    this.store = hold.store;
  }

  CommitEnd run(Link link, ApprovedPlan approved) throws HostException, TreeException {
    Leases held = prepared(link, hold.header(approved.plan()));
    var stop = new org.duplexsync.commit.Cancel();
    hold.cancel().onAsk(stop::cancel);
    hold.cancel().check();
    Preparation.accept(hold.spec(), link, store);
    var progress = new CommitWatcher(approved.counts(), hold.published, hold.surroundings.clock());
    var committing = new Committing(hold.spec(), link, held, hold.surroundings);
    var undone = new Undone(progress);
    CommitEnd end =
        new CommitRun(committing, store, hold.surroundings)
            .run(approved, Cause.REQUEST, undone, stop);
    live.lookAgain(undone.of(store.plans(hold.pair()).rows(approved.plan())));
    hold.publish(after(hold.header(approved.plan())));
    return end.cancelled() ? end : end.with(afterwards(link, held));
  }

  private EngineState after(PlanHeader plan) {
    boolean all = plan.counts().rows(count -> count.state() != RowState.DONE) == 0;
    return all
        ? new EngineState.InSync(PlanFacts.of(plan).entriesA(), hold.now())
        : hold.review(plan.id());
  }

  /** What was committed stays committed, also if the operator doesn't wait for this. */
  private List<String> afterwards(Link link, Leases held) throws HostException, TreeException {
    Cancel cancel = hold.cancel();
    var notes = new ArrayList<String>();
    cancel.onAsk(link::close);
    try {
      upkeep.prove(link, Upkeep.AT_REST).forEach(path -> notes.add(Proof.words(path)));
      notes.addAll(cancel.asked() ? List.of() : upkeep.purge(link, held));
    } catch (HostException e) {
      if (!cancel.asked()) {
        throw e;
      }
    }
    return notes;
  }

  private Leases prepared(Link link, PlanHeader plan) throws HostException, TreeException {
    Writing writing = Writing.of(hold, link);
    refuseUnseen(plan, writing.unread());
    for (RaisedHalt raised : plan.halts()) {
      if (raised.halt() instanceof Halt.StoreWentBack(_, _, long witness)) {
        store.generations(hold.pair()).adopt(witness);
      }
    }
    return writing.leases();
  }

  /** A guard that stops now and had nothing to say when the plan was reviewed. */
  private static void refuseUnseen(PlanHeader plan, List<Halt> halts) throws HostException {
    for (Halt halt : halts) {
      if (plan.halts().stream().noneMatch(raised -> raised.halt().equals(halt))) {
        throw new HostException(HaltText.of(halt) + " Nothing was changed; compare again.");
      }
    }
  }
}
