package org.duplexsync.engine;

import java.time.Duration;
import java.time.Instant;
import org.duplexsync.engine.committing.Durable;
import org.duplexsync.engine.listing.Scan;
import org.duplexsync.engine.pair.AgreedAt;
import org.duplexsync.engine.pair.Leases;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.planning.CompareRequest;
import org.duplexsync.engine.planning.PlanMaking;
import org.duplexsync.engine.preparing.Preparation;
import org.duplexsync.engine.preparing.Prepared;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Column;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.Selection;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.PlanRows;
import org.duplexsync.store.Store;

/** A compare of both sides whole that somebody asked for: from the leases to the plan to review. */
final class WholeCompare {
  private final Hold hold;
  private final Live live;
  private final Upkeep upkeep;
  private final Store store;

  WholeCompare(Hold hold, Live live) {
    this.hold = hold;
    this.live = live;
    this.upkeep = new Upkeep(hold, live);
    this.store = hold.store;
  }

  /** Of a live pair, what happened while it was live is judged as live mode does. */
  PlanHeader run(Link link, CompareRequest request) throws HostException, TreeException {
    if (!live.isBegun()) {
      return all(link, request);
    }
    var open = new OpenQuestions(live.failed());
    open.take(new StandingPlan(store, hold.pair()), live.found());
    PlanHeader plan = all(link, request.in(Column.RUNNING));
    PlanRows rows = store.plans(hold.pair()).rows(plan.id());
    if (request.deletes() == null) {
      open.keep(rows);
    }
    live.found().clear();
    if (plan.halts().isEmpty()) {
      goesOn(rows, open);
    }
    return hold.header(plan.id());
  }

  /** What is on its way is in the plan now, and goes on all the same, unless a guard stops. */
  private void goesOn(PlanRows rows, OpenQuestions open) {
    var found = new NotDone();
    try (Cursor<PlanRow> all = rows.all(Selection.ALL)) {
      while (all.hasNext()) {
        PlanRow row = all.next();
        if (row.decision() == null && !open.isAsked(row)) {
          live.found().add(row.path());
          found.add(row.path());
        }
      }
    }
    live.lookAgain(found);
  }

  private PlanHeader all(Link link, CompareRequest request) throws HostException, TreeException {
    Instant since = hold.now();
    hold.publish(EngineState.Comparing.begun(since));
    Prepared prepared = prepared(link, request);
    hold.leases(prepared.leases());
    long run = store.runs(hold.pair()).start(request.cause(), request.by());
    var making = new PlanMaking(hold.spec(), link, store, hold.surroundings, hold.cancel());
    Scan.Progress progress =
        (a, b, found, at) -> hold.publish(new EngineState.Comparing(a, b, found, at, since));
    PlanMaking.Made made = making.make(request, prepared, run, progress);
    PlanHeader plan = hold.header(made.plan());
    Leases leases = hold.leases();
    if (request.write() && leases != null && plan.halts().isEmpty()) {
      remember(link, leases, made);
      if (!upkeep.prove(link, readingTime(request, made)).isEmpty()) {
        made = making.make(request, prepared, run, progress);
      }
      upkeep.purge(link, leases);
    }
    store.runs(hold.pair()).end(run, made.rows() + " differences");
    hold.publish(
        made.rows() == 0 && plan.halts().isEmpty()
            ? new EngineState.InSync(made.entries(), hold.now())
            : hold.review(made.plan()));
    return hold.header(made.plan());
  }

  private static Duration readingTime(CompareRequest request, PlanMaking.Made made) {
    return request.remember() == CompareRequest.Remember.ALL_READ
        ? Upkeep.UNTIL_ALL
        : made.rows() == 0 ? Upkeep.AT_REST : Upkeep.AT_ONCE;
  }

  private Prepared prepared(Link link, CompareRequest request) throws HostException, TreeException {
    var preparation = new Preparation(hold.spec(), link, store, hold.surroundings);
    Leases held = hold.leases();
    return live.isOn() && held != null
        ? preparation.again(held)
        : preparation.run(request.write(), held);
  }

  /** No guard has stopped: what is equal on both sides may be relied on from now on. */
  private void remember(Link link, Leases held, PlanMaking.Made made)
      throws HostException, TreeException {
    boolean elsewhere = Preparation.accept(hold.spec(), link, store);
    boolean never = store.generations(hold.pair()).current().committed() == 0;
    if (made.agreements() > 0 || never || elsewhere) {
      AgreedAt.write(store, hold.pair(), made.plan(), hold.now());
      new Durable(link, held, store.generations(hold.pair()), store.id()).run();
    }
  }
}
