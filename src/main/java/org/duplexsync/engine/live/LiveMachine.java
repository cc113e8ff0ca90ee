package org.duplexsync.engine.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.duplexsync.engine.CancelledException;
import org.duplexsync.engine.LiveRules;
import org.duplexsync.host.HostException;
import org.duplexsync.host.News;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.model.Transfer;
import org.duplexsync.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * A pair that is live, moved on by {@link #step}: reaches both hosts, watches them, compares
 * everything, then looks wherever something happened; and begins anew when a host is gone. It has
 * no thread, no clock and no I/O of its own. All methods but those that say so are for one thread.
 */
public final class LiveMachine {
  private static final Duration SYNC = Duration.ofSeconds(1);
  private static final Duration AGAIN = Duration.ofMillis(100);
  private static final Duration AGAIN_AT_MOST = Duration.ofSeconds(10);
  private static final Duration LATER = Duration.ofSeconds(30);
  private static final Duration LEASE = Duration.ofSeconds(45);
  private static final Duration TELL = Duration.ofMillis(100);
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final int PLACES = 1_000;
  private static final int SOME = 20;

  private enum Phase {
    OFF,
    REACHING,
    WATCHING,
    COMPARING,
    LIVE,
    SUSPENDED
  }

  private final Pipeline pipeline;
  private final LiveRules rules;
  private final Consumer<Runnable> start;
  private final Consumer<EngineState> publish;
  private final Backoff backoff;
  private final Map<RelPath, Integer> tries = new HashMap<>();
  private final Map<Side, String> watching = new EnumMap<>(Side.class);
  private final Map<Side, String> limited = new EnumMap<>(Side.class);
  private final Set<Carriage> carriages = new CopyOnWriteArraySet<>();
  private final Queue<Carriage> arrived = new ConcurrentLinkedQueue<>();
  private final Queue<Lost> broken = new ConcurrentLinkedQueue<>();
  private volatile Phase phase = Phase.OFF;
  private Why why = Why.START;
  private DirtySet dirty;
  private Instant since = Instant.MIN;
  private Instant retryAt = Instant.MIN;
  private Instant compareAt = Instant.MAX;
  private Instant syncAt = Instant.MAX;
  private Instant relookAt = Instant.MAX;
  private @Nullable Instant asOf;
  private @Nullable Instant lostAt;
  private volatile boolean syncing;
  private volatile long queued;
  private volatile List<RelPath> some = List.of();
  private volatile boolean paused;
  private volatile boolean retry;
  private volatile Instant pulse = Instant.MIN;
  private volatile @Nullable EngineState told;
  private Instant toldAt = Instant.MIN;
  private volatile Runnable wake = () -> {};

  /**
   * @param start starts work that goes on beside; a simulation does it at once
   * @param publish takes states; must be quick
   */
  public LiveMachine(
      Pipeline pipeline,
      LiveRules rules,
      Consumer<Runnable> start,
      Consumer<EngineState> publish,
      RandomGenerator random) {
    this.pipeline = pipeline;
    this.rules = rules;
    this.start = start;
    this.publish = publish;
    this.backoff = new Backoff(random);
    this.dirty = new DirtySet(rules);
  }

  /** What is called, on any thread, when {@link #step} should be called before its time. */
  public void onWake(Runnable action) {
    wake = action;
  }

  public void begin(Instant now) {
    phase = Phase.REACHING;
    why = Why.START;
    since = now;
    retryAt = now;
    lostAt = null;
  }

  /** Ends with nothing half done. */
  public void end(Instant now) {
    phase = Phase.OFF;
    leave();
    tell(now, new EngineState.Stopped());
  }

  public boolean isOn() {
    return phase != Phase.OFF;
  }

  /** On any thread. */
  public void pause(boolean on) {
    paused = on;
    wake.run();
  }

  /** Tries at once to reach what is gone; on any thread. */
  public void retryNow() {
    retry = true;
    wake.run();
  }

  /** Ends what is carried beside; it counts as failed and is looked at again. On any thread. */
  public void cancelTransfers() {
    carriages.forEach(Carriage::cancel);
  }

  /** When it last got on; on any thread. */
  public Instant pulse() {
    return pulse;
  }

  /**
   * Does what is to be done by now, one thing at a time.
   *
   * @return when to be called again at the latest; {@link #onWake} may ask for it before
   */
  public Instant step(Instant now) {
    if (now.isBefore(pulse)) {
      setBack(now);
    }
    pulse = now;
    try {
      Lost lost = broken.poll();
      if (lost != null) {
        throw lost;
      }
      if (phase.compareTo(Phase.REACHING) > 0 && !pipeline.isOpen()) {
        throw new Lost(null, "the connection was lost", false, new HostException("closed"));
      }
      return switch (phase) {
        case OFF -> Instant.MAX;
        case REACHING -> reach(now);
        case WATCHING -> awaitWatches(now);
        case COMPARING -> compare(now);
        case LIVE -> live(now);
        case SUSPENDED -> suspended(now);
      };
    } catch (Lost e) {
      return lost(e, now);
    } catch (StoreException e) {
      return lost(new Lost(null, String.valueOf(e.getMessage()), false, e), now);
    } catch (CancelledException e) {
      end(now);
      return Instant.MAX;
    }
  }

  /** This machine's clock was set back: nothing waits for a time that was to come before. */
  private void setBack(Instant now) {
    dirty.setBack(now);
    retryAt = now;
    compareAt = compareAt.equals(Instant.MAX) ? compareAt : now;
    syncAt = syncAt.equals(Instant.MAX) ? syncAt : now;
    relookAt = relookAt.equals(Instant.MAX) ? relookAt : now;
  }

  // --- reaching

  private Instant reach(Instant now) throws Lost {
    if (now.isBefore(retryAt) && !retry) {
      return retryAt;
    }
    retry = false;
    if (lostAt == null) {
      tell(now, new EngineState.Connecting(null, since));
    }
    pipeline.open();
    watching.clear();
    limited.clear();
    dirty = new DirtySet(rules);
    for (Side side : Side.values()) {
      pipeline.watch(side).onNews(wake);
    }
    phase = Phase.WATCHING;
    return now;
  }

  private Instant lost(Lost lost, Instant now) {
    Phase before = phase;
    leave();
    boolean first = why == Why.START && before == Phase.REACHING && lostAt == null;
    boolean given = lost.refused() && now.isAfter(since.plus(LEASE)) && why == Why.START;
    if ((first && !rules.insist()) || given) {
      phase = Phase.OFF;
      tell(now, new EngineState.Failed(lost.side(), lost.reason(), now));
      return Instant.MAX;
    }
    if (before.compareTo(Phase.COMPARING) > 0) {
      why = Why.RETURN;
    }
    phase = Phase.REACHING;
    lostAt = lostAt == null ? now : lostAt;
    retryAt = now.plus(backoff.next());
    tell(now, gone(lost, lostAt));
    return retryAt;
  }

  /** A root that is not there is no lost connection: nobody's network will bring it back. */
  private EngineState gone(Lost lost, Instant since) {
    Side side = lost.side();
    return side != null && why != Why.START && lost.isRoot()
        ? new EngineState.Unreachable(null, rootGone(side, lost.reason()), since, retryAt, -1)
        : new EngineState.Unreachable(side, lost.reason(), since, retryAt, -1);
  }

  /** Lets go of both hosts; what travels ends. */
  private void leave() {
    carriages.forEach(Carriage::cancel);
    pipeline.close();
    carriages.clear();
    arrived.clear();
    broken.clear();
    syncing = false;
    syncAt = Instant.MAX;
    asOf = null;
  }

  // --- news

  private Instant awaitWatches(Instant now) throws Lost {
    hear(now);
    if (watching.keySet().containsAll(EnumSet.allOf(Side.class))) {
      phase = Phase.COMPARING;
      return now;
    }
    return now.plus(IDLE);
  }

  private void hear(Instant now) throws Lost {
    for (Side side : Side.values()) {
      try {
        for (News news : pipeline.watch(side).poll()) {
          hear(side, news, now);
        }
      } catch (HostException e) {
        throw new Lost(side, String.valueOf(e.getMessage()), false, e);
      }
    }
  }

  private void hear(Side side, News news, Instant now) throws Lost {
    switch (news) {
      case News.Watching(long _, News.Polling polling) -> watching(side, polling);
      case News.WatchLimit limit -> limited.put(side, side + ": " + limit.advice());
      case News.Ended(String reason) ->
          throw new Lost(null, rootGone(side, reason), false, new HostException(reason));
      case News.Dirty _, News.Inside _, News.Below _, News.Overflow _ ->
          dirty.hear(side, news, now);
    }
  }

  /** What to do about the limit stands for as long as it makes a difference. */
  private void watching(Side side, News.@Nullable Polling polling) {
    watching.put(side, polling == null ? "" : polled(side, polling));
    if (polling == null) {
      limited.remove(side);
    }
  }

  private static String rootGone(Side side, String reason) {
    return "the root on %s can't be used: %s; nothing that is missing there counts as deleted, and it goes on once the root is back"
        .formatted(side, reason);
  }

  private static String polled(Side side, News.Polling polling) {
    return "%s is listed every %d s, which takes %d ms, because %s"
        .formatted(side, polling.interval().toSeconds(), polling.cost().toMillis(), polling.why());
  }

  // --- comparing

  private Instant compare(Instant now) throws Lost {
    hear(now);
    dirty.clear();
    tries.clear();
    Pipeline.Whole whole =
        pipeline.whole(
            why,
            this::isBusy,
            () -> {
              hearAfter(now);
              return dirty;
            });
    backoff.reset();
    told = null;
    lostAt = null;
    since = why == Why.NET ? since : now;
    phase = whole.suspended() ? Phase.SUSPENDED : Phase.LIVE;
    why = Why.NET;
    whole.again().forEach(path -> dirty.again(path, now.plus(AGAIN)));
    compareAt = rules.compareEvery().isZero() ? Instant.MAX : now.plus(rules.compareEvery());
    if (whole.more() && compareAt.isAfter(now.plus(LATER))) {
      compareAt = now.plus(LATER);
    }
    relookAt = now.plus(SYNC);
    return now;
  }

  private void hearAfter(Instant now) {
    try {
      hear(now);
    } catch (Lost e) {
      broken.add(e);
    }
  }

  private Instant suspended(Instant now) throws Lost {
    hear(now);
    dirty.clear();
    if (!pipeline.isSuspended()) {
      pipeline.resume();
      phase = Phase.COMPARING;
      return now;
    }
    return now.plus(IDLE);
  }

  // --- live

  private Instant live(Instant now) throws Lost {
    hear(now);
    arrivals(now);
    if (paused) {
      status(now);
      return now.plus(IDLE);
    }
    if (dirty.isWhole() || !now.isBefore(compareAt)) {
      phase = Phase.COMPARING;
      return now;
    }
    Places places = dirty.take(now, pipeline::agreed, this::isBusy, PLACES);
    if (!places.isEmpty()) {
      batch(widened(places), now);
      return now;
    }
    besides(now);
    status(now);
    return next(now);
  }

  /** Where a directory was deleted or moved away, all that was agreed below is looked at. */
  private Places widened(Places places) {
    List<RelPath> directories = pipeline.directories(dirty.gone(places.points()));
    if (directories.isEmpty()) {
      return places;
    }
    var below = new ArrayList<>(places.below());
    below.addAll(directories);
    return Places.of(places.points(), below, places.inside());
  }

  private void batch(Places places, Instant now) throws Lost {
    status(now);
    take(
        pipeline.batch(places, dirty::since, this::isBusy, rules.transfers() - carriages.size()),
        now);
    tries.keySet().removeIf(path -> !dirty.touches(path));
  }

  private void take(Pipeline.Batch batch, Instant now) {
    for (RelPath path : batch.again()) {
      int times = tries.merge(path, 1, Integer::sum);
      Duration wait = AGAIN.multipliedBy(1L << Math.min(times - 1, 7));
      dirty.again(path, now.plus(wait.compareTo(AGAIN_AT_MOST) > 0 ? AGAIN_AT_MOST : wait));
    }
    batch.later().forEach(path -> dirty.again(path, now.plus(LATER)));
    batch.carriages().forEach(this::start);
    if (batch.whole()) {
      dirty.widen();
    }
    if (pipeline.syncDue() && syncAt.equals(Instant.MAX)) {
      syncAt = now.plus(SYNC);
    }
    relookAt = relookAt.equals(Instant.MAX) ? now.plus(SYNC) : relookAt;
  }

  private void start(Carriage carriage) {
    carriages.add(carriage);
    start.accept(() -> {
      carriage.run();
      arrived.add(carriage);
      wake.run();
    });
  }

  private void arrivals(Instant now) throws Lost {
    Carriage carriage = arrived.poll();
    while (carriage != null) {
      carriages.remove(carriage);
      take(pipeline.ended(carriage), now);
      carriage = arrived.poll();
    }
  }

  /** Something on its way is at this path, above it or below it. */
  private boolean isBusy(RelPath path) {
    for (Carriage carriage : carriages) {
      for (RelPath at : carriage.paths()) {
        if (at.equals(path) || at.contains(path) || path.contains(at)) {
          return true;
        }
      }
    }
    return false;
  }

  private void besides(Instant now) throws Lost {
    if (!now.isBefore(syncAt) && !syncing) {
      syncAt = Instant.MAX;
      syncing = true;
      start.accept(this::sync);
    }
    if (!now.isBefore(relookAt)) {
      Instant next = pipeline.relook();
      relookAt = next == null ? Instant.MAX : next.isAfter(now) ? next : now.plus(SYNC);
      pipeline.found().forEach(path -> dirty.again(path, now));
    }
  }

  private void sync() {
    try {
      pipeline.sync();
    } catch (Lost e) {
      broken.add(e);
    }
    syncing = false;
    wake.run();
  }

  private Instant next(Instant now) {
    Instant next = compareAt;
    Instant due = dirty.next(now, pipeline::agreed, this::isBusy);
    for (Instant each : new Instant[] {due == null ? Instant.MAX : due, syncAt, relookAt}) {
      next = each.isBefore(next) ? each : next;
    }
    Instant latest = now.plus(Duration.ofSeconds(5));
    return next.isAfter(latest) ? latest : next.isBefore(now) ? now : next;
  }

  // --- telling

  private void status(Instant now) {
    if (dirty.isEmpty() && carriages.isEmpty()) {
      asOf = now;
    }
    queued = dirty.size();
    some = dirty.some(SOME);
    var notes = new ArrayList<String>();
    notes.addAll(limited.values());
    watching.values().stream().filter(note -> !note.isEmpty()).forEach(notes::add);
    notes.addAll(pipeline.notes());
    LiveStatus status =
        new LiveStatus(
            dirty.isWhole() ? Math.max(1, dirty.size()) : dirty.size(),
            carriages.size() + (pipeline.travelling() == null ? 0 : 1),
            pipeline.waiting(),
            asOf,
            pipeline.writes(),
            pipeline.echoes(),
            notes);
    EngineState before = told;
    Instant resting = before instanceof EngineState.Paused was ? was.since() : now;
    EngineState state =
        paused ? new EngineState.Paused(status, resting) : new EngineState.Live(status, since);
    boolean quiet = status.quiet();
    if (before == null || before.getClass() != state.getClass() || quiet || due(now)) {
      tell(now, state);
    }
  }

  private boolean due(Instant now) {
    return !now.isBefore(toldAt.plus(TELL));
  }

  private void tell(Instant now, EngineState state) {
    if (!same(state)) {
      told = state;
      toldAt = now;
      publish.accept(state);
    }
  }

  /** But for the moment as of which it holds. */
  private boolean same(EngineState state) {
    if (told instanceof EngineState.Live(LiveStatus before, _)
        && state instanceof EngineState.Live(LiveStatus now, _)) {
      return at(before).equals(at(now)) && (before.asOf() == null) == (now.asOf() == null);
    }
    return state.equals(told);
  }

  private static LiveStatus at(LiveStatus status) {
    return new LiveStatus(
        status.queued(),
        status.travelling(),
        status.waiting(),
        null,
        status.writes(),
        status.echoes(),
        status.notes());
  }

  /** Something else was published in between: the next step tells again. */
  public void forgetTold() {
    told = null;
    wake.run();
  }

  /** What is on its way; on any thread. */
  public List<Transfer> transfers() {
    var all = new ArrayList<Transfer>();
    Transfer main = pipeline.travelling();
    if (main != null) {
      all.add(main);
    }
    carriages.forEach(carriage -> all.add(carriage.transfer()));
    return all;
  }

  /** How much waits to be looked at; on any thread. */
  public long queued() {
    return queued;
  }

  /** Some of what waits; on any thread. */
  public List<RelPath> some() {
    return some;
  }
}
