package org.duplexsync.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.duplexsync.commit.Cancel;
import org.duplexsync.engine.live.Carriage;
import org.duplexsync.engine.live.DeleteGuard;
import org.duplexsync.engine.live.Pipeline;
import org.duplexsync.engine.live.Places;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Halt;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Selection;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.DirectoriesForward;
import org.duplexsync.reconcile.Guards;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.PlanRows;
import org.jspecify.annotations.Nullable;

/** One batch of a live pair: what goes is carried out, what must wait goes to the standing plan. */
final class LiveBatch {
  /** More differences than this are a matter for a compare of everything. */
  private static final int MOST = 20_000;

  private final LiveWork work;
  private final Function<RelPath, @Nullable Instant> since;
  private final Predicate<RelPath> busy;
  private final Predicate<RelPath> unseen;
  private final int lanes;
  private final List<RelPath> again = new ArrayList<>();
  private final List<RelPath> later = new ArrayList<>();
  private final List<PlanRow> waiting = new ArrayList<>();
  private final List<RelPath> staying = new ArrayList<>();
  private final List<PlanRow> large = new ArrayList<>();
  private final Map<RelPath, PlanRow> going = new LinkedHashMap<>();
  private final List<RelPath> removed = new ArrayList<>();

  /** Old names of moves that don't go now. */
  private final List<RelPath> olds = new ArrayList<>();

  private boolean clocksHold;
  private Set<RelPath> growing = Set.of();

  /**
   * @param since when it was first heard of a change at a path; null: never
   * @param busy paths that something on its way is at
   * @param unseen where something happened that another batch will look at
   * @param lanes so many carriages may be started
   */
  LiveBatch(
      LiveWork work,
      Function<RelPath, @Nullable Instant> since,
      Predicate<RelPath> busy,
      Predicate<RelPath> unseen,
      int lanes) {
    this.work = work;
    this.since = since;
    this.busy = busy;
    this.unseen = unseen;
    this.lanes = lanes;
  }

  /**
   * @param cancelled takes what ends the commit once it has begun
   */
  Pipeline.Batch run(Places heard, Consumer onTheWay, java.util.function.Consumer<Cancel> cancelled)
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
      return new Pipeline.Batch(List.of(), List.of(), List.of(), true);
    }
    if (!made.halts().isEmpty()) {
      stopDeletes(made.halts());
    }
    clocksHold = work.clocksHold();
    sift(rows);
    linksLast();
    fullDirectoriesWait();
    again.addAll(work.standing().put(waiting, work.run()));
    waiting.forEach(row -> staying.add(row.path()));
    again.addAll(work.standing().leave(places, staying));
    removed.forEach(rows::remove);
    growing = growing();
    List<Carriage> carriages = carriages(made.plan());
    work.tellWaiting(waiting, started);
    if (going.isEmpty()) {
      work.commit().drop(made.plan());
    } else {
      commit(made.plan(), started, onTheWay, cancelled);
    }
    return new Pipeline.Batch(again, later, carriages, !made.halts().isEmpty());
  }

  private Set<RelPath> growing() throws HostException {
    var all = new ArrayList<>(going.values());
    all.addAll(large);
    return work.growing().among(all, work.link(), work.now());
  }

  /** Takes note of what is on its way. */
  interface Consumer {
    void accept(@Nullable LiveWatcher watcher);
  }

  private Pipeline.Batch nothing(Places places, PlanMaking.Made made) {
    work.commit().drop(made.plan());
    List<RelPath> oldNames = work.standing().leave(places, List.of());
    places.points().forEach(work.trace()::nothing);
    return new Pipeline.Batch(oldNames, List.of(), List.of(), false);
  }

  private void stopDeletes(List<Halt> halts) {
    work.guard().hold(halts);
    work.standing().raise(halts, work.run());
  }

  private void sift(PlanRows rows) {
    try (Cursor<PlanRow> all = rows.all(Selection.ALL)) {
      while (all.hasNext()) {
        PlanRow row = all.next();
        boolean goes = sift(row);
        if (goes) {
          going.put(row.path(), row);
        } else {
          removed.add(row.path());
          RelPath from = row.item().from();
          if (from != null) {
            olds.add(from);
          }
        }
      }
    }
  }

  /** A link to what is still on its way would lead into a deployment that is not there yet. */
  private void linksLast() {
    for (PlanRow row : List.copyOf(going.values())) {
      RelPath target = LiveRows.linkTarget(row);
      boolean early =
          target != null
              && (busy.test(target)
                  || unseen.test(target)
                  || large.stream()
                      .map(PlanRow::path)
                      .anyMatch(path -> path.equals(target) || target.contains(path)));
      if (early) {
        going.remove(row.path());
        removed.add(row.path());
        again.add(row.path());
      }
    }
  }

  /** What replaces a directory would be put back again and again while something in it waits. */
  private void fullDirectoriesWait() {
    for (PlanRow row : List.copyOf(going.values())) {
      if (LiveRows.replacesDirectory(row)
          && Stream.concat(removed.stream(), olds.stream())
              .anyMatch(path -> row.path().contains(path))) {
        going.remove(row.path());
        removed.add(row.path());
        PlanItem held = Guards.held(row.item(), "waits for what is in the directory");
        waiting.add(PlanRow.of(held, row.hashA(), row.hashB()));
      }
    }
  }

  private boolean sift(PlanRow row) {
    PlanItem item = row.item();
    RelPath from = item.from();
    if (busy.test(row.path()) || (from != null && busy.test(from)) || LiveRows.isRestless(item)) {
      look(row.path(), row, again);
      return false;
    }
    if (LiveRows.isUnlisted(item)) {
      look(row.path(), row, again);
    }
    if (row.choice() == Choice.SKIP) {
      work.trace().failed.remove(row.path());
      waiting.add(row);
      return false;
    }
    if (work.waitsStill(row)) {
      staying.add(row.path());
      return false;
    }
    if (work.standing().wasDecidedOtherwise(row)) {
      PlanItem held = Guards.held(item, "what was approved could not be done");
      waiting.add(PlanRow.of(held, row.hashA(), row.hashB()));
      return false;
    }
    RelPath closed = LiveRows.makes(row) ? closedAbove(row) : null;
    if (closed != null) {
      PlanItem follows = DirectoriesForward.following(item, closed);
      waiting.add(PlanRow.of(follows, row.hashA(), row.hashB()));
      return false;
    }
    boolean deletes = work.guard().holds() && DeleteGuard.isDelete(item);
    if (deletes || (clocksHold && LiveRows.restsOnTimes(item))) {
      waiting.add(PlanRow.of(Guards.held(item), row.hashA(), row.hashB()));
      return false;
    }
    if (LiveRows.isLarge(row)) {
      if (large.size() < lanes) {
        large.add(row);
      } else {
        look(row.path(), row, again);
      }
      return false;
    }
    return true;
  }

  /** A directory that waits above it, and does not go with it; null: none. */
  private @Nullable RelPath closedAbove(PlanRow row) {
    RelPath closed = work.standing().closedAbove(row.path(), LiveRows.to(row));
    return closed == null || going.containsKey(closed) ? null : closed;
  }

  private List<Carriage> carriages(long batch) {
    var carriages = new ArrayList<Carriage>();
    for (PlanRow row : large) {
      Map<RelPath, PlanRow> alone = Map.of(row.path(), row);
      carriages.add(
          new LiveCarriage(
              work.commit(growing::contains),
              work.commit().split(batch, List.of(row)),
              alone,
              work.watcher(alone, since)));
    }
    return carriages;
  }

  private void commit(
      long batch, Instant started, Consumer onTheWay, java.util.function.Consumer<Cancel> cancelled)
      throws HostException, TreeException {
    letTick();
    var cancel = new Cancel();
    cancelled.accept(cancel);
    LiveWatcher hears = work.watcher(going, since);
    onTheWay.accept(hears);
    try {
      work.guard()
          .passed(
              going.values().stream().map(PlanRow::item).filter(DeleteGuard::isDelete).toList(),
              started);
      work.commit(growing::contains).run(batch, hears, cancel);
      ended(hears, going);
      notReached(hears);
    } finally {
      onTheWay.accept(null);
    }
  }

  /** A person ended it before these were carried out. */
  private void notReached(LiveWatcher hears) {
    going.forEach((path, row) -> {
      if (!hears.outcomes().containsKey(path)) {
        look(path, row, later);
      }
    });
  }

  /** What became of rows. */
  void ended(LiveWatcher hears, Map<RelPath, PlanRow> rows) {
    var failed = new ArrayList<PlanRow>();
    for (Map.Entry<RelPath, Outcome> each : hears.outcomes().entrySet()) {
      PlanRow row = rows.get(each.getKey());
      switch (each.getValue()) {
        case Outcome.Done _ -> {
          work.trace().failed.remove(each.getKey());
          work.growing().arrived(each.getKey());
          around(each.getKey());
        }
        case Outcome.Drifted _ -> {
          work.growing().movedOn(each.getKey(), work.now());
          look(each.getKey(), row, again);
        }
        case Outcome.Kept(String _) -> look(each.getKey(), row, again);
        case Outcome.Failed(String why) -> {
          look(each.getKey(), row, later);
          if (row != null) {
            failed.add(LiveRows.failed(row, why));
            work.trace().failed.add(row.path());
          }
        }
      }
    }
    again.addAll(work.standing().put(failed, work.run()));
  }

  /** A move is of two names; nothing else will tell of the old one. */
  private static void look(RelPath path, @Nullable PlanRow row, List<RelPath> list) {
    list.add(path);
    RelPath from = row == null ? null : row.item().from();
    if (from != null) {
      list.add(from);
    }
  }

  Pipeline.Batch result() {
    return new Pipeline.Batch(again, later, List.of(), false);
  }

  /** A directory may have waited for this path. */
  private void around(RelPath path) {
    RelPath parent = path.parent();
    if (parent != null
        && !parent.isRoot()
        && !work.standing().isEmpty()
        && work.standing().has(parent)) {
      again.add(parent);
    }
  }

  /**
   * What was written again within the tick in which it was looked at looks as it was planned; once
   * the tick has passed a further write shows.
   */
  private void letTick() {
    Duration wait = Duration.ZERO;
    Instant now = work.now();
    for (PlanRow row : going.values()) {
      for (Side side : Side.values()) {
        if (row.item().seen(side) instanceof Seen.Present(Entry entry) && entry.isFile()) {
          Instant settled = entry.id().ctime().minus(work.skew(side)).plus(work.tick(side));
          Duration rest = Duration.between(now, settled);
          wait = rest.compareTo(wait) > 0 ? rest : wait;
        }
      }
    }
    Duration most =
        work.tick(Side.A).compareTo(work.tick(Side.B)) > 0 ? work.tick(Side.A) : work.tick(Side.B);
    work.pass(wait.compareTo(most) > 0 ? most : wait);
  }
}
