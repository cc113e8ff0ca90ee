package org.duplexsync.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.duplexsync.commit.Setup;
import org.duplexsync.engine.committing.BatchCommit;
import org.duplexsync.engine.committing.Committing;
import org.duplexsync.engine.committing.GrownVersions;
import org.duplexsync.engine.live.DeleteGuard;
import org.duplexsync.engine.live.Places;
import org.duplexsync.engine.pair.Leases;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.planning.CompareRequest;
import org.duplexsync.engine.planning.PlanMaking;
import org.duplexsync.engine.preparing.Prepared;
import org.duplexsync.host.HostException;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Column;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Halt;
import org.duplexsync.model.LiveTrouble;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Guards;
import org.duplexsync.store.PlanRows;
import org.jspecify.annotations.Nullable;

/** What the batches of a live pair share between one connect and the next. */
final class LiveWork {
  static final String BY = "policy:live";

  private final Hold hold;
  private final Link link;
  private final Leases leases;
  private final long run;
  private final DeleteGuard guard;
  private final LiveTrace trace;
  private final StandingPlan standing;
  private final GrowingFiles growing = new GrowingFiles();
  private volatile Prepared prepared;
  private final Set<RelPath> grown = new HashSet<>();
  private boolean clocksSaid;

  LiveWork(Hold hold, Link link, Prepared prepared, long run, DeleteGuard guard, LiveTrace trace) {
    this.hold = hold;
    this.link = link;
    this.prepared = prepared;
    this.leases = java.util.Objects.requireNonNull(prepared.leases());
    this.run = run;
    this.guard = guard;
    this.trace = trace;
    this.standing = new StandingPlan(hold.store, hold.pair());
    hold.store.versions(hold.pair()).grown().forEach(version -> grown.add(version.path()));
  }

  Link link() {
    return link;
  }

  Leases leases() {
    return leases;
  }

  Prepared prepared() {
    return prepared;
  }

  void prepared(Prepared now) {
    prepared = now;
  }

  long run() {
    return run;
  }

  /** Something wrote into what was replaced at this path. */
  void grew(RelPath path) {
    grown.add(path);
  }

  /**
   * What was written after it was replaced is a conflict of its path; says whether there is any.
   */
  boolean grownInto(PlanRows rows, Places places) throws HostException {
    return grown.stream().anyMatch(places::has)
        && new GrownVersions(link, hold.store, hold.pair())
            .into(rows, path -> grown.contains(path) && places.has(path));
  }

  /**
   * It waits for a person, and nothing has changed there since. What only failed is tried again,
   * and so is a link that waits for what failed; what a compare found on its way goes on.
   */
  boolean waitsStill(PlanRow row, StandingRows rows) {
    boolean isNoQuestion = trace.leads(row.path()) || trace.found.contains(row.path());
    boolean goesByItself =
        trace.failed.contains(row.path()) || (isNoQuestion && rows.isUndecided(row.path()));
    return !goesByItself && rows.waitsStill(row);
  }

  DeleteGuard guard() {
    return guard;
  }

  LiveTrace trace() {
    return trace;
  }

  StandingPlan standing() {
    return standing;
  }

  Instant now() {
    return hold.now();
  }

  PlanMaking making() {
    return new PlanMaking(hold.spec(), link, hold.store, hold.surroundings, hold.cancel());
  }

  CompareRequest request() {
    return new CompareRequest(true, null, Column.RUNNING, Cause.EVENT, BY);
  }

  Committing committing() {
    return new Committing(hold.spec(), link, leases, hold.surroundings);
  }

  BatchCommit commit() {
    return commit(Setup.NONE);
  }

  /**
   * @param grows files that are written all the time
   */
  BatchCommit commit(Predicate<RelPath> grows) {
    return new BatchCommit(committing(), hold.store, run, grows);
  }

  GrowingFiles growing() {
    return growing;
  }

  PlanRows rows(long plan) {
    return hold.store.plans(hold.pair()).rows(plan);
  }

  LiveWatcher watcher(Map<RelPath, PlanRow> rows, Function<RelPath, @Nullable Instant> heard) {
    return new LiveWatcher(rows, trace, hold.surroundings, heard);
  }

  /** The operator has changed what is left out since this was prepared. */
  boolean isFilterOld() {
    return prepared.memory().filter() != hold.spec().filter();
  }

  void tellWaiting(List<PlanRow> rows, Instant seen) {
    for (PlanRow row : rows) {
      trace.events.add(seen, now(), row.path(), null, null, row.item().reason(), 0);
    }
  }

  /** A person has read that there were too many deletes: what waits is decided in the plan. */
  void releaseIfDecided() {
    if (guard.holds()
        && standing.standing().stream().noneMatch(Halt.TooManyDeletes.class::isInstance)) {
      guard.release();
    }
  }

  /**
   * What holds deletes until a person has read it, links that wait, what failed lately, what failed
   * in the plan.
   */
  List<LiveTrouble> troubles() {
    var all = new ArrayList<LiveTrouble>();
    if (guard.holds()) {
      List<Halt> stands = standing.standing();
      guard.halts().stream()
          .filter(halt -> stands.stream().anyMatch(old -> old.getClass() == halt.getClass()))
          .forEach(halt -> all.add(new LiveTrouble.Stopped(halt, guard.since())));
    }
    all.addAll(trace.leads(standing.rows()::has));
    if (standing.failed(trace.failed) > 0) {
      all.addAll(trace.failures());
      standing.failures(LiveTrace.SHOWN).stream()
          .filter(each -> !trace.failed.contains(each.path()))
          .forEach(all::add);
    }
    return all;
  }

  private Duration tick(Side side) {
    return link.tree(side).facts().tick();
  }

  private Duration skew(Side side) {
    return link.host(side).skew();
  }

  /** The clocks are further apart than the pair allows; null: they are not. */
  @Nullable Halt clocks() {
    return Guards.clocks(skew(Side.B).minus(skew(Side.A)), hold.spec().rules().skewLimit());
  }

  /**
   * Whether what is newer can't be trusted until a person has read that the clocks are apart. Said
   * once each time that they get there.
   */
  boolean clocksHold() {
    Halt apart = clocks();
    if (apart == null) {
      clocksSaid = false;
      return false;
    }
    if (!clocksSaid) {
      clocksSaid = true;
      standing.raise(List.of(apart), run);
    }
    return standing.standing().stream().anyMatch(Halt.ClockSkew.class::isInstance);
  }

  /**
   * What was written again within the tick in which it was looked at looks as it was planned; once
   * the tick has passed a further write shows.
   */
  void letTick(Collection<PlanRow> rows) {
    Duration wait = Duration.ZERO;
    Instant now = now();
    for (PlanRow row : rows) {
      for (Side side : Side.values()) {
        if (row.item().seen(side) instanceof Seen.Present(Entry entry) && entry.isFile()) {
          Instant settled = entry.id().ctime().minus(skew(side)).plus(tick(side));
          wait = longer(wait, Duration.between(now, settled));
        }
      }
    }
    Duration most = longer(tick(Side.A), tick(Side.B));
    Duration time = wait.compareTo(most) > 0 ? most : wait;
    if (time.isPositive()) {
      hold.surroundings.waiting().pass(time);
    }
  }

  private static Duration longer(Duration x, Duration y) {
    return x.compareTo(y) > 0 ? x : y;
  }

  /** Of what is carried beside: a person may end it as all that live mode does. */
  UnderWay underWay() {
    return hold.lives;
  }
}
