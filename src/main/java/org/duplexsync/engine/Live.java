package org.duplexsync.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.duplexsync.engine.live.LiveMachine;
import org.duplexsync.engine.pair.CancelledException;
import org.duplexsync.model.Cause;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveEvent;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Transfer;
import org.duplexsync.store.Runs;
import org.jspecify.annotations.Nullable;

/** Live mode of one pair, with the thread that moves it on. All methods are for any thread. */
public final class Live {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** One listing gives nothing before it is sorted, one file nothing before it is hashed. */
  private static final Duration LONGEST_REQUEST = Duration.ofHours(1);

  private final Hold hold;
  private final LiveTrace trace = new LiveTrace();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile @Nullable LiveMachine machine;
  private @Nullable Thread thread;
  private boolean woken;
  private boolean stop;

  Live(Hold hold) {
    this.hold = hold;
  }

  public boolean isOn() {
    LiveMachine now = machine;
    return now != null && now.isOn();
  }

  /** It has been live since it was started, though a host may be gone now. */
  boolean isBegun() {
    LiveMachine now = machine;
    return now != null && now.isBegun();
  }

  /** Paths at which something failed of late. */
  Set<RelPath> failed() {
    return trace.failed;
  }

  /** What a compare that a person asked for has found on its way. */
  Set<RelPath> found() {
    return trace.found;
  }

  /**
   * Goes live; returns at once. Does nothing if it is live.
   *
   * @param by who wants it
   */
  public void start(String by) {
    lock.lock();
    try {
      if (thread != null && thread.isAlive() && isOn()) {
        return;
      }
      LiveMachine made = prepare(by);
      made.onWake(this::wake);
      stop = false;
      thread = Thread.ofVirtual().name("live " + hold.pair()).start(() -> run(made));
    } finally {
      lock.unlock();
    }
  }

  /** A machine that the caller moves on: a simulation has its own time. */
  public LiveMachine prepare(String by) {
    var made =
        new LiveMachine(
            new LivePipeline(hold, trace, by),
            hold.spec().rules().live(),
            hold.surroundings.together()::beside,
            hold::publish,
            hold.surroundings.random());
    hold.lives.again();
    made.begin(hold.now());
    machine = made;
    return made;
  }

  private void run(LiveMachine moved) {
    try {
      while (!stopped() && moved.isOn()) {
        await(moved.step(hold.now()));
      }
    } catch (CancelledException e) {
      // told to end, it says so below
    } catch (RuntimeException e) {
      hold.publish(new EngineState.Failed(null, Hold.message(e), hold.now()));
      throw e;
    } finally {
      if (moved.isOn()) {
        moved.end(hold.now());
      }
    }
  }

  private boolean stopped() {
    lock.lock();
    try {
      return stop;
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void await(Instant until) {
    lock.lock();
    try {
      Duration wait = Duration.between(hold.now(), until);
      long nanos = (wait.compareTo(LONGEST) > 0 ? LONGEST : wait).toNanos();
      while (!woken && !stop && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      woken = false;
    } catch (InterruptedException e) {
      stop = true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends it with nothing half done; blocks until the engine rests.
   *
   * @param by who wants it
   */
  public void stop(String by) {
    if (isOn()) {
      journal(by, "live mode was ended");
    }
    stop();
  }

  void stop() {
    Thread running;
    lock.lock();
    try {
      stop = true;
      running = thread;
      thread = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (running != null) {
      LiveMachine ended = machine;
      if (ended != null) {
        ended.ending();
      }
      hold.operators.end();
      hold.lives.endForNow();
      join(running);
    } else if (isOn() && machine != null) {
      machine.end(hold.now());
    }
    machine = null;
  }

  private static void join(Thread running) {
    try {
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * @param by who wants it
   */
  public void pause(boolean on, String by) {
    LiveMachine now = machine;
    if (now != null) {
      journal(by, on ? "paused" : "resumed");
      now.pause(on, by);
      if (on && now.isAtWork()) {
        // what was under way is taken up again later: from now on nothing is written
        hold.lives.cancel();
      }
    }
  }

  private void journal(String by, String what) {
    Runs runs = hold.store.runs(hold.pair());
    runs.end(runs.start(Cause.REQUEST, by), what);
  }

  public void retryNow() {
    LiveMachine now = machine;
    if (now != null) {
      now.retryNow();
    }
  }

  /** Ends the large contents that are on their way. */
  public void cancelTransfers() {
    LiveMachine now = machine;
    if (now != null) {
      now.cancelTransfers();
    }
  }

  /** What an operator approved and was not done: no event will tell of it. */
  void lookAgain(NotDone undone) {
    LiveMachine now = machine;
    if (now != null) {
      now.lookAgain(undone.paths(), undone.isMore());
    }
  }

  /** Something was done there that perhaps no event tells of. */
  void lookAgain(RelPath path) {
    LiveMachine now = machine;
    if (now != null) {
      now.lookAgain(List.of(path), false);
    }
  }

  /** An operator's wish was carried out: what the state says is told again. */
  void operated() {
    LiveMachine now = machine;
    if (now != null && now.isOn()) {
      now.forgetTold();
    }
  }

  /**
   * When it last got on; null: it is not live. As long as something is asked of a server it counts
   * as getting on, but not for ever: a large file may take minutes to hash, a hang takes longer.
   */
  public @Nullable Instant pulse() {
    LiveMachine now = machine;
    if (now == null) {
      return null;
    }
    Instant sign = hold.lastSign();
    boolean asked = hold.busy.isLocked() && sign.plus(LONGEST_REQUEST).isAfter(hold.now());
    return asked ? hold.now() : now.pulse();
  }

  public List<Transfer> transfers() {
    LiveMachine now = machine;
    return now == null ? List.of() : now.transfers();
  }

  public long queued() {
    LiveMachine now = machine;
    return now == null ? 0 : now.queued();
  }

  public List<RelPath> next() {
    LiveMachine now = machine;
    return now == null ? List.of() : now.some();
  }

  /** Bytes to A and to B, second by second, oldest first. */
  public List<long[]> samples() {
    return trace.throughput.samples(hold.now());
  }

  public List<LiveEvent> events(long after, int limit) {
    return trace.events.after(after, limit);
  }
}
