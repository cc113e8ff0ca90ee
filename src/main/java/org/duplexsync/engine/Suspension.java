package org.duplexsync.engine;

import java.util.List;
import org.duplexsync.engine.committing.Durable;
import org.duplexsync.engine.preparing.Preparation;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.RaisedHalt;
import org.duplexsync.model.RowState;
import org.duplexsync.reconcile.Guards;

/** A live pair of which a guard holds everything, until a person has decided. */
record Suspension(Hold hold, LiveWork work) {
  /** Whether the guard still waits. */
  boolean stands() {
    PlanHeader plan = work.standing().header();
    if (plan == null) {
      return false;
    }
    boolean stands = holds(plan.halts().stream().filter(RaisedHalt::stands).toList());
    long open = plan.counts().rows(count -> count.state() == RowState.OPEN);
    long rows = plan.counts().rows();
    return stands || (holds(plan.halts()) && open > 0 && open == rows);
  }

  private static boolean holds(List<RaisedHalt> halts) {
    return halts.stream().anyMatch(raised -> Guards.holdsMoreThanDeletes(raised.halt()));
  }

  /** A person has decided: what the guard stopped at is taken for what it is now. */
  void end(Durable durable) throws HostException, TreeException {
    PlanHeader plan = work.standing().header();
    if (plan != null) {
      plan.halts().forEach(raised -> adopt(raised.halt()));
    }
    Preparation.accept(hold.spec(), work.link(), hold.store);
    durable.run();
    work.releaseIfDecided();
  }

  private void adopt(Halt halt) {
    if (halt instanceof Halt.StoreWentBack(_, _, long witness)) {
      hold.store.generations(hold.pair()).adopt(witness);
    }
  }
}
