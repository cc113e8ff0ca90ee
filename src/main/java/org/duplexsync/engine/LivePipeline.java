package org.duplexsync.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.duplexsync.engine.committing.Durable;
import org.duplexsync.engine.live.Carriage;
import org.duplexsync.engine.live.DeleteGuard;
import org.duplexsync.engine.live.DirtySet;
import org.duplexsync.engine.live.Lost;
import org.duplexsync.engine.live.Pipeline;
import org.duplexsync.engine.live.Places;
import org.duplexsync.engine.live.Why;
import org.duplexsync.engine.pair.AgreedAt;
import org.duplexsync.engine.pair.CancelledException;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.LoneWatch;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.engine.planning.PlanMaking;
import org.duplexsync.engine.preparing.Preparation;
import org.duplexsync.engine.preparing.Prepared;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.Watch;
import org.duplexsync.host.WatchSpec;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Halt;
import org.duplexsync.model.LiveTrouble;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.model.Transfer;
import org.duplexsync.store.StoreException;
import org.jspecify.annotations.Nullable;

/** The engine's side of a live pair. What reaches a server waits for what an operator asked for. */
final class LivePipeline implements Pipeline {
  private final Hold hold;
  private final LiveTrace trace;
  private final String by;
  private final DeleteGuard guard = new DeleteGuard();
  private final Set<LiveCarriage> carriages = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable LiveWatcher> travelling = new AtomicReference<>();
  private @Nullable LiveWork work;
  private @Nullable Sides<Watch> watches;
  private volatile boolean syncDue;
  private final LiveCalls calls;
  private final LiveUpkeep upkeep;

  /**
   * @param by who wants the pair to be live
   */
  LivePipeline(Hold hold, LiveTrace trace, String by) {
    this.hold = hold;
    this.trace = trace;
    this.by = by;
    this.calls = new LiveCalls(hold);
    this.upkeep = new LiveUpkeep(hold);
  }

  private LiveWork work() {
    return Objects.requireNonNull(work);
  }

  @Override
  public void open() throws Lost {
    calls.ask(() -> {
      Link link = hold.reached();
      hold.cancel().onAsk(link::close);
      Prepared prepared =
          new Preparation(hold.spec(), link, hold.store, hold.surroundings)
              .run(true, hold.leases());
      hold.leases(prepared.leases());
      upkeep.begin(prepared.cleanedUp());
      hold.store.plans(hold.pair()).dropBatches();
      long run = hold.store.runs(hold.pair()).start(Cause.EVENT, by);
      work = new LiveWork(hold, link, prepared, run, guard, trace);
      watches = link.together().both(side -> link.tree(side).watch(watchSpec()));
      return link;
    });
  }

  @Override
  public Watch watchAlone(Side side) throws Lost {
    try {
      return LoneWatch.open(hold.spec(), hold.connector, side, watchSpec());
    } catch (HostException | TreeException e) {
      throw LiveCalls.lost(side, e);
    }
  }

  private WatchSpec watchSpec() {
    Duration poll = hold.spec().rules().live().pollEvery();
    return new WatchSpec(false, poll.isPositive() ? poll : WatchSpec.USUAL.shortest(), 0);
  }

  @Override
  public boolean isOpen() {
    LiveWork now = work;
    return now != null && hold.link() == now.link();
  }

  @Override
  public Watch watch(Side side) {
    return Objects.requireNonNull(watches).of(side);
  }

  @Override
  public Whole whole(Why why, Predicate<RelPath> busy, Supplier<DirtySet> news) throws Lost {
    return calls.ask(
        () -> {
          LiveWork now = work();
          hold.cancel().onAsk(() -> {}, now.link()::close);
          if (why == Why.NET) {
            prepareAgain(now);
          }
          Whole whole = new LiveWhole(hold, now, why, busy).run(news, made -> remember(now, made));
          upkeep.compared(now, why, whole.suspended());
          return whole;
        },
        _ -> new Whole(false, List.of(), false, true));
  }

  private void prepareAgain(LiveWork now) throws HostException, TreeException {
    now.prepared(
        new Preparation(hold.spec(), now.link(), hold.store, hold.surroundings)
            .again(now.leases()));
  }

  private void remember(LiveWork now, PlanMaking.Made made) throws HostException, TreeException {
    boolean elsewhere = Preparation.accept(hold.spec(), now.link(), hold.store);
    boolean never = hold.store.generations(hold.pair()).current().committed() == 0;
    if (made.agreements() > 0 || never || elsewhere) {
      AgreedAt.write(hold.store, hold.pair(), made.plan(), hold.now());
      durable(now).run();
    }
  }

  private Durable durable(LiveWork now) {
    return new Durable(
        now.link(), now.leases(), hold.store.generations(hold.pair()), hold.store.id());
  }

  @Override
  public Batch batch(Places places, Meanwhile meanwhile) throws Lost {
    return calls.ask(
        () -> {
          LiveWork now = work();
          boolean widened = now.isFilterOld();
          if (widened) {
            // the operator has just said so: no guard need ask
            Preparation.accept(hold.spec(), now.link(), hold.store);
            prepareAgain(now);
          }
          long before = trace.writes.get();
          Batch batch = batch(new LiveBatch(now, meanwhile), now, places);
          syncDue |= trace.writes.get() != before;
          batch.carriages().forEach(carriage -> carriages.add((LiveCarriage) carriage));
          return widened ? batch.widened() : batch;
        },
        _ -> Batch.CANCELLED);
  }

  private Batch batch(LiveBatch batch, LiveWork now, Places places)
      throws HostException, TreeException {
    hold.cancel().onAsk(() -> {}, now.link()::close);
    try {
      return batch.run(places, travelling::set, cancel -> hold.cancel().onAsk(cancel::cancel));
    } catch (CancelledException e) {
      return Batch.CANCELLED;
    }
  }

  @Override
  public Batch ended(Carriage carriage) throws Lost {
    LiveCarriage over = (LiveCarriage) carriage;
    carriages.remove(over);
    LiveCalls.Asked<Batch> end =
        () -> {
          switch (over.trouble()) {
            case null -> {}
            case HostException e -> throw e;
            case TreeException e -> throw e;
            case RuntimeException e -> throw e;
            case Exception e -> throw new IllegalStateException(e);
          }
          syncDue = true;
          var ended = new BatchEnd(work());
          ended.ended(over.watcher, over.rows);
          return new Batch(ended.again(), List.of(), false, 0);
        };
    // that it has arrived is so, whoever ends what
    return calls.ask(end, _ -> calls.ask(end));
  }

  @Override
  public boolean isSuspended() {
    return new Suspension(hold, work()).stands();
  }

  @Override
  public void resume() throws Lost {
    calls.ask(() -> {
      LiveWork now = work();
      new Suspension(hold, now).end(durable(now));
      return now;
    });
  }

  @Override
  public boolean agreed(RelPath path) {
    return hold.store.baseline(hold.pair()).get(path) != null;
  }

  @Override
  public List<RelPath> directories(Collection<RelPath> paths) {
    var directories = new ArrayList<RelPath>();
    for (RelPath path : paths) {
      Agreed agreed = hold.store.baseline(hold.pair()).get(path);
      if (agreed != null && agreed.entry().isDirectory()) {
        directories.add(path);
      }
    }
    return directories;
  }

  @Override
  public void sync() throws Lost {
    LiveWork now = work;
    if (now == null) {
      return;
    }
    syncDue = false;
    try {
      AgreedAt.write(hold.store.settings(hold.pair()), hold.now());
      durable(now).run();
    } catch (StoreException e) {
      throw new Lost(null, e.whileLive(), false, e);
    } catch (HostException | TreeException e) {
      throw LiveCalls.lost(now.link().lost(), e);
    }
  }

  @Override
  public boolean syncDue() {
    return syncDue;
  }

  @Override
  public List<RelPath> found() {
    return upkeep.found();
  }

  @Override
  public @Nullable Instant relook() throws Lost {
    return calls.ask(() -> upkeep.run(work()), _ -> hold.now());
  }

  @Override
  public long waiting() {
    LiveWork now = work;
    return now == null ? 0 : now.standing().waiting();
  }

  @Override
  public long failed() {
    LiveWork now = work;
    return now == null ? 0 : now.standing().failed(trace.failed);
  }

  @Override
  public long writes() {
    return trace.writes.get();
  }

  @Override
  public boolean wrote(RelPath path, Side side) {
    return trace.wrote(path, side);
  }

  @Override
  public long echoes() {
    return trace.echoes.get();
  }

  @Override
  public long blocked() {
    LiveWork now = work;
    return now == null ? 0 : now.standing().blocked();
  }

  @Override
  public List<String> notes() {
    List<String> all = upkeep.notes();
    LiveWork now = work;
    Halt clocks = now == null ? null : now.clocks();
    if (clocks != null) {
      all.add(HaltText.of(clocks));
    }
    return all;
  }

  @Override
  public List<LiveTrouble> troubles() {
    LiveWork now = work;
    return now == null ? List.of() : now.troubles();
  }

  @Override
  public @Nullable Transfer travelling() {
    LiveWatcher now = travelling.get();
    return now == null ? null : now.transfer();
  }

  @Override
  public void close() {
    carriages.forEach(LiveCarriage::cancel);
    Link link = hold.link();
    if (link != null) {
      link.close();
    }
    carriages.forEach(LiveCarriage::await);
    carriages.clear();
    hold.busy.lock();
    try {
      hold.disconnect();
      work = null;
      upkeep.end();
      watches = null;
    } finally {
      hold.busy.unlock();
    }
  }
}
