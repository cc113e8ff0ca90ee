package org.duplexsync.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.duplexsync.commit.Cancel;
import org.duplexsync.engine.live.Carriage;
import org.duplexsync.engine.live.DeleteGuard;
import org.duplexsync.engine.live.Pipeline;
import org.duplexsync.engine.live.Places;
import org.duplexsync.engine.planning.PlanMaking;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.reconcile.Guards;
import org.duplexsync.store.PlanRows;
import org.jspecify.annotations.Nullable;

/** One batch of a live pair: what goes is carried out, what must wait goes to the standing plan. */
final class LiveBatch {
  /**
   * More differences than this are a matter for a compare of everything: they are in memory while
   * they are looked through.
   */
  private static final int MOST = 100_000;

  /** What takes longer is carried beside: a small change need not wait for it. */
  private static final int MANY = 200;

  private static final long MUCH = 4 * LiveRows.LARGE;

  private final LiveWork work;
  private final Pipeline.Meanwhile meanwhile;
  private final BatchEnd end;

  LiveBatch(LiveWork work, Pipeline.Meanwhile meanwhile) {
    this.work = work;
    this.meanwhile = meanwhile;
    this.end = new BatchEnd(work);
  }

  /** Takes note of what is on its way; null: nothing is any more. */
  interface OnTheWay {
    void accept(@Nullable LiveWatcher watcher);
  }

  /**
   * @param cancelled takes what ends the commit once it has begun
   */
  Pipeline.Batch run(Places heard, OnTheWay onTheWay, Consumer<Cancel> cancelled)
      throws HostException, TreeException {
    work.releaseIfDecided();
    Places places = work.standing().withAround(work.standing().withBlocked(heard));
    Instant started = work.now();
    PlanMaking.Made made =
        work.making().makeBatch(places, work.request(), work.prepared(), work.run(), work.guard());
    PlanRows rows = work.rows(made.plan());
    if (!work.grownInto(rows, places) && made.rows() == 0) {
      return nothing(places, made);
    }
    boolean stopped = made.halts().stream().anyMatch(Guards::holdsMoreThanDeletes);
    if (stopped || made.rows() > MOST) {
      work.commit().drop(made.plan());
      return new Pipeline.Batch(Pipeline.Again.NOTHING, List.of(), true, made.entries());
    }
    if (!made.halts().isEmpty()) {
      stopDeletes(made.halts());
    }
    var sifting = new Sifting(work, meanwhile, end);
    sifting.run(rows);
    List<PlanRow> news = sifting.news();
    sifting.waiting().forEach(row -> work.trace().found.remove(row.path()));
    end.leaves(work.standing().put(sifting.waiting(), work.run()));
    end.leaves(work.standing().leave(places, sifting.staying()));
    work.tellWaiting(news, started);
    if (sifting.going().size() > MANY && meanwhile.lanes().many() <= 0) {
      work.commit().drop(made.plan());
      return Pipeline.Batch.postponed(end.again(), !made.halts().isEmpty(), made.entries());
    }
    List<Carriage> carriages = carry(made.plan(), sifting, started, onTheWay, cancelled);
    return new Pipeline.Batch(end.again(), carriages, !made.halts().isEmpty(), made.entries())
        .withOtherNames(sifting.otherNames());
  }

  private Pipeline.Batch nothing(Places places, PlanMaking.Made made) {
    work.commit().drop(made.plan());
    List<RelPath> oldNames = work.standing().leave(places, List.of());
    places.points().forEach(work.trace()::nothing);
    return new Pipeline.Batch(Pipeline.Again.soon(oldNames), List.of(), false, made.entries());
  }

  private void stopDeletes(List<Halt> halts) {
    work.guard().hold(halts, work.now());
    work.standing().raise(halts, work.run());
  }

  /** Carries out what goes; what takes long is returned instead. */
  private List<Carriage> carry(
      long batch, Sifting sifting, Instant started, OnTheWay onTheWay, Consumer<Cancel> cancelled)
      throws HostException, TreeException {
    Map<RelPath, PlanRow> going = sifting.going();
    Set<RelPath> growing = growing(sifting);
    var carriages = new ArrayList<Carriage>();
    for (PlanRow row : sifting.large()) {
      Map<RelPath, PlanRow> alone = Map.of(row.path(), row);
      long own = work.commit().split(batch, List.of(row));
      carriages.add(carriage(own, alone, growing));
    }
    if (going.isEmpty()) {
      work.commit().drop(batch);
      return carriages;
    }
    work.rows(batch).remove(sifting.removed());
    work.letTick(going.values());
    work.guard()
        .passed(
            going.values().stream().map(PlanRow::item).filter(DeleteGuard::isDelete).toList(),
            started);
    if (meanwhile.lanes().many() > 0 && takesLong(going)) {
      carriages.add(carriage(batch, going, growing));
    } else {
      commit(batch, going, growing, onTheWay, cancelled);
    }
    return carriages;
  }

  private static boolean takesLong(Map<RelPath, PlanRow> going) {
    return going.size() > MANY || going.values().stream().mapToLong(LiveRows::bytes).sum() > MUCH;
  }

  private Set<RelPath> growing(Sifting sifting) throws HostException {
    var all = new ArrayList<>(sifting.going().values());
    all.addAll(sifting.large());
    return work.growing().among(all, work.link(), work.now());
  }

  private LiveCarriage carriage(long batch, Map<RelPath, PlanRow> rows, Set<RelPath> growing) {
    LiveWatcher watcher = work.watcher(rows, meanwhile.since());
    return new LiveCarriage(work.commit(growing::contains), batch, rows, watcher, work.underWay());
  }

  private void commit(
      long batch,
      Map<RelPath, PlanRow> going,
      Set<RelPath> growing,
      OnTheWay onTheWay,
      Consumer<Cancel> cancelled)
      throws HostException, TreeException {
    var cancel = new Cancel();
    cancelled.accept(cancel);
    LiveWatcher hears = work.watcher(going, meanwhile.since());
    onTheWay.accept(hears);
    try {
      work.commit(growing::contains).run(batch, hears, cancel);
      end.ended(hears, going);
    } finally {
      onTheWay.accept(null);
    }
  }
}
