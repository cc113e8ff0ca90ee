package org.duplexsync.engine.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.duplexsync.host.HostException;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.model.Transfer;
import org.duplexsync.store.StoreException;

/**
 * A pair that is live, moved on by {@link #step}: reaches both hosts, watches them, compares
 * everything, then looks wherever something happened; and begins anew when a host is gone. It has
 * no thread, no clock and no I/O of its own. All methods but those that say so are for one thread.
 */
public final class LiveMachine {
  private static final Duration LEASE = Duration.ofSeconds(45);
  private static final Duration IDLE = Duration.ofSeconds(1);

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
  private final Telling telling;
  private final Rounds rounds;
  private final Outage outage;
  private final Watched watched = new Watched();
  private final Remarks remarks = new Remarks();
  private final Hearing hearing;
  private final Status status;
  private volatile Phase phase = Phase.OFF;
  private Why why = Why.START;
  private Instant since = Instant.MIN;
  private volatile boolean begun;
  private volatile boolean paused;
  private volatile boolean retry;
  private volatile boolean resumed;
  private volatile boolean ending;
  private volatile Instant pulse = Instant.MIN;
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
    this.telling = new Telling(publish);
    this.rounds = new Rounds(pipeline, rules, start);
    this.outage = new Outage(pipeline, start, random);
    this.hearing = new Hearing(pipeline, rounds, watched);
    this.status = new Status(pipeline, rounds, watched, remarks);
  }

  /** What is called, on any thread, when {@link #step} should be called before its time. */
  public void onWake(Runnable action) {
    wake = action;
    rounds.onWake(action);
  }

  public void begin(Instant now) {
    phase = Phase.REACHING;
    ending = false;
    why = Why.START;
    begun = false;
    since = now;
    outage.end(now);
  }

  /** It is about to be ended: what is lost from now on is no outage. On any thread. */
  public void ending() {
    ending = true;
  }

  /** Ends with nothing half done. */
  public void end(Instant now) {
    phase = Phase.OFF;
    leave();
    outage.end(now);
    telling.tell(now, new EngineState.Stopped());
  }

  public boolean isOn() {
    return phase != Phase.OFF;
  }

  /** It has been live, and what differs from now on is what happened since. */
  public boolean isBegun() {
    return begun && isOn();
  }

  /**
   * On any thread.
   *
   * @param by who wants it
   */
  public void pause(boolean on, String by) {
    remarks.pausedBy(by);
    resumed = !on;
    paused = on;
    wake.run();
  }

  /** Something may be written for it right now. On any thread. */
  public boolean isAtWork() {
    return phase == Phase.LIVE || phase == Phase.COMPARING;
  }

  /** Tries at once to reach what is gone; on any thread. */
  public void retryNow() {
    retry = true;
    wake.run();
  }

  /** Ends what is carried beside; it counts as failed and is looked at again. On any thread. */
  public void cancelTransfers() {
    rounds.carriages.cancel();
  }

  /**
   * Looks at paths that nothing else will tell of; on any thread.
   *
   * @param more there are more than these: everything is compared
   */
  public void lookAgain(Collection<RelPath> paths, boolean more) {
    rounds.ask(paths, more);
    wake.run();
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
      Lost lost = rounds.broken();
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
      return lost(new Lost(null, e.whileLive(), false, e), now);
    }
  }

  private void setBack(Instant now) {
    rounds.setBack(now);
    outage.setBack(now);
    status.setBack(now);
  }

  // --- reaching

  private Instant reach(Instant now) throws Lost {
    if (!outage.isOver(now) && !retry) {
      if (outage.hear(now)) {
        telling.tell(now, outage.state());
      }
      return outage.next(now);
    }
    retry = false;
    // to find that a host is still silent may take as long as the waits between
    outage.hear(now);
    if (!outage.isOn()) {
      telling.tell(now, new EngineState.Connecting(null, since));
    }
    pipeline.open();
    watched.clear();
    rounds.begin();
    for (Side side : Side.values()) {
      pipeline.watch(side).onNews(wake);
    }
    phase = Phase.WATCHING;
    return now;
  }

  private Instant lost(Lost lost, Instant now) {
    Phase before = phase;
    leave();
    if (ending) {
      phase = Phase.REACHING;
      return Instant.MAX;
    }
    boolean first = why == Why.START && before == Phase.REACHING && !outage.isOn();
    boolean given = lost.refused() && now.isAfter(since.plus(LEASE)) && why == Why.START;
    if ((first && !rules.insist()) || given) {
      phase = Phase.OFF;
      outage.end(now);
      telling.tell(now, new EngineState.Failed(lost.side(), lost.reason(), now));
      return Instant.MAX;
    }
    why = why == Why.NET ? Why.RETURN : why;
    phase = Phase.REACHING;
    outage.goesOn(lost, why != Why.START, rounds.dirty(), now);
    telling.tell(now, outage.state());
    return outage.next(now);
  }

  /** Lets go of both hosts; what travels ends. */
  private void leave() {
    rounds.leave();
    status.forget();
    remarks.forget();
  }

  // --- watching

  private Instant awaitWatches(Instant now) throws Lost {
    hearing.hear(now);
    if (watched.both()) {
      phase = Phase.COMPARING;
      return now;
    }
    return now.plus(IDLE);
  }

  // --- comparing

  private Instant compare(Instant now) throws Lost {
    hearing.hear(now);
    if (paused) {
      return rest(now);
    }
    boolean asNet = why == Why.NET && !rounds.dirty().isWhole();
    rounds.comparing();
    Pipeline.Whole whole =
        pipeline.whole(
            why,
            rounds.carriages::isBusy,
            () -> {
              hearAfter(now);
              return rounds.dirty();
            });
    telling.forget();
    if (asNet && !whole.cancelled()) {
      remarks.unheard(whole.unheard());
    }
    return whole.cancelled() ? cancelled(now) : compared(whole, now);
  }

  private Instant compared(Pipeline.Whole whole, Instant now) {
    outage.end(now);
    since = why == Why.NET ? since : now;
    phase = whole.suspended() ? Phase.SUSPENDED : Phase.LIVE;
    begun |= phase == Phase.LIVE;
    why = Why.NET;
    rounds.compared(whole, now);
    return now;
  }

  /** A pair that is live stays so and compares later; another one waits until it may go on. */
  private Instant cancelled(Instant now) {
    rounds.notCompared(now);
    if (why == Why.NET) {
      phase = Phase.LIVE;
    } else {
      paused = true;
    }
    return now;
  }

  private void hearAfter(Instant now) {
    try {
      hearing.hear(now);
    } catch (Lost e) {
      rounds.broke(e);
    }
  }

  private Instant suspended(Instant now) throws Lost {
    hearing.hear(now);
    rounds.dirty().clear();
    if (paused) {
      rounds.carriages.cancel();
    }
    if (!pipeline.isSuspended()) {
      pipeline.resume();
      phase = Phase.COMPARING;
      return now;
    }
    return now.plus(IDLE);
  }

  /** Nothing is carried out: what travels may have been found by a batch when the pause came. */
  private Instant rest(Instant now) {
    rounds.carriages.cancel();
    status(now);
    return now.plus(IDLE);
  }

  // --- live

  private Instant live(Instant now) throws Lost {
    hearing.hear(now);
    rounds.asked(now);
    rounds.arrivals(now);
    if (paused) {
      return rest(now);
    }
    if (rounds.wantsCompare(now)) {
      phase = Phase.COMPARING;
      return now;
    }
    if (resumed) {
      resumed = false;
      rounds.dirty().now(now);
    }
    Places places = rounds.places(now);
    if (!places.isEmpty()) {
      status(now);
      rounds.overdue(now);
      rounds.batch(places, now);
      return now;
    }
    rounds.besides(now);
    status(now);
    return rounds.next(now);
  }

  // --- telling

  private void status(Instant now) {
    telling.live(now, status.now(now, phase == Phase.LIVE, paused), paused, since);
  }

  /** Something else was published in between: the next step tells again. */
  public void forgetTold() {
    telling.forget();
    wake.run();
  }

  /** What is on its way; on any thread. */
  public List<Transfer> transfers() {
    return status.transfers();
  }

  /** How much waits to be looked at; on any thread. */
  public long queued() {
    return status.queued();
  }

  /** Some of what waits; on any thread. */
  public List<RelPath> some() {
    return status.some();
  }
}
