package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Action;
import org.duplexsync.model.Column;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Actions;
import org.duplexsync.reconcile.Policy;
import org.duplexsync.review.ApprovedPlan;
import org.jspecify.annotations.Nullable;

/**
 * Carries out an approved plan, batch by batch. Trouble with one path is its outcome and stops
 * nothing else; when a host or the store is lost an exception ends the commit, and {@link Settle}
 * is due before anything else is done.
 */
public final class Committer {
  /** The store's limit; only what can't be cut apart makes longer batches. */
  private static final int MOST = Batch.LIMIT;

  private final Setup setup;
  private final Ends ends;
  private final Ledger ledger;
  private final boolean durable;

  public Committer(Setup setup, Ends ends, Ledger ledger) {
    this(setup, ends, ledger, true);
  }

  /**
   * @param durable false: the caller sees to it that what was committed gets to the servers' disks
   */
  public Committer(Setup setup, Ends ends, Ledger ledger, boolean durable) {
    this.setup = setup;
    this.ends = ends;
    this.ledger = ledger;
    this.durable = durable;
  }

  /**
   * @param plan must be the one whose rows the ledger reads
   */
  public Summary commit(ApprovedPlan plan, Watcher watcher, Cancel cancel)
      throws HostException, TreeException {
    return run(watcher, cancel);
  }

  Summary run(Watcher watcher, Cancel cancel) throws HostException, TreeException {
    return new Running(watcher, cancel).run();
  }

  private record Begun(Batch batch, Executor.Opened opened) {}

  /** One commit under way. */
  private final class Running {
    private final Watcher watcher;
    private final Haul haul;
    private final Executor executor = new Executor(setup, ends, ledger);
    private final Parents parents = new Parents(ends, setup.together());
    private final Durable disks = new Durable(ends, setup.together(), ledger, setup.clock());
    private final List<Op> lateModes = new ArrayList<>();
    private Summary summary = Summary.NONE;

    Running(Watcher watcher, Cancel cancel) {
      this.watcher = watcher;
      this.haul = new Haul(cancel, watcher::travelled, setup.pace());
    }

    Summary run() throws HostException, TreeException {
      Actions actions =
          new Actions(
              Policy.of(Column.RUNNING).carrying(setup.owners(), setup.setIds()),
              new BesideName(
                  ends.of(Side.A).name(), ends.of(Side.B).name(), setup.clock().instant()));
      Order order = new Order(ledger, row -> actions(actions, row), setup.batch());
      order.survey(this::idle);
      Batch batch = order.next();
      while (batch != null && !haul.cancel().isCancelled()) {
        if (batch.phase() == Phase.CONTENT) {
          takeContents(batch, order);
        } else {
          imply(batch);
          take(batch.ops());
          if (batch.phase() == Phase.STRUCTURE) {
            parents.forget();
          }
          forget(batch, order);
        }
        batch = order.next();
      }
      boolean cancelled = haul.cancel().isCancelled();
      take(lateModes.reversed());
      if (durable) {
        disks.now();
      }
      return cancelled ? summary.asCancelled() : summary;
    }

    /**
     * Files don't rest on one another: while some are staged those before are recorded, and those
     * that follow are looked at and put down as intents.
     */
    private void takeContents(Batch first, Order order) throws HostException, TreeException {
      Begun before = null;
      Begun now = begin(first);
      while (now != null) {
        var next = new AtomicReference<@Nullable Begun>();
        Begun these = now;
        Begun done = before;
        setup
            .together()
            .run(
                List.of(
                    () -> next.set(begin(order.more())),
                    () -> executor.stage(these.opened(), haul),
                    () -> record(done)));
        forget(done, order);
        before = commit(these) ? these : null;
        now = next.get();
      }
      record(before);
      forget(before, order);
    }

    private @Nullable Begun begin(@Nullable Batch batch) throws HostException, TreeException {
      if (batch == null || haul.cancel().isCancelled()) {
        return null;
      }
      imply(batch);
      return new Begun(batch, executor.open(batch.ops()));
    }

    private boolean commit(Begun begun) throws HostException, TreeException {
      boolean committed = executor.commit(begun.opened(), haul);
      if (committed && durable) {
        disks.ahead();
      }
      return committed;
    }

    private void record(@Nullable Begun begun) throws HostException, TreeException {
      if (begun != null) {
        heard(executor.record(begun.opened()));
      }
    }

    private static void forget(@Nullable Begun begun, Order order) {
      if (begun != null) {
        forget(begun.batch(), order);
      }
    }

    private static void forget(Batch batch, Order order) {
      batch.ops().stream().map(Op::work).filter(Work::isFinished).forEach(order::forget);
    }

    private void idle(List<Work> works) {
      Heard heard = new Heard();
      works.forEach(work -> heard.outcomes().put(work.path(), work.outcome()));
      ledger.record(null, heard);
      tell(heard);
    }

    private void tell(Heard heard) {
      heard.journal().forEach(watcher::acted);
      for (Map.Entry<RelPath, Outcome> row : heard.outcomes().entrySet()) {
        summary = summary.with(row.getValue());
        watcher.ended(row.getKey(), row.getValue());
      }
    }

    private List<Action> actions(Actions actions, PlanRow row) {
      return LateModes.in(actions.of(row.item(), row.choice()));
    }

    private void imply(Batch batch) throws HostException, TreeException {
      List<Op> implied = parents.missing(batch);
      take(implied.stream().filter(op -> op.phase() == Phase.STRUCTURE).toList());
      implied.stream().filter(op -> op.phase() != Phase.STRUCTURE).forEach(lateModes::add);
    }

    private void take(List<Op> ops) throws HostException, TreeException {
      if (ops.isEmpty()) {
        return;
      }
      for (int at = 0; at < ops.size(); at += MOST) {
        heard(executor.run(ops.subList(at, Math.min(ops.size(), at + MOST)), haul));
      }
    }

    /** Of batches that end at the same time one after the other. */
    private synchronized void heard(@Nullable Heard heard) throws HostException, TreeException {
      if (heard != null) {
        tell(heard);
        if (durable) {
          disks.soon();
        }
      }
    }
  }
}
