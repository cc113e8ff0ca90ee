package org.duplexsync.engine.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.duplexsync.host.HostException;
import org.duplexsync.host.News;
import org.duplexsync.host.Watch;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * A time without one of the hosts, or without this machine's store: since when, why, when it is
 * tried again, and how much has changed meanwhile on the side that is there. What is counted is
 * told only: on return everything is compared.
 */
final class Outage {
  private static final Duration HEAR = Duration.ofSeconds(1);

  private final Pipeline pipeline;
  private final Consumer<Runnable> start;
  private final Backoff backoff;
  private final ChangedPaths changed = new ChangedPaths();
  private final AtomicReference<@Nullable Alone> alone = new AtomicReference<>();
  private @Nullable Lost lost;
  private Instant since = Instant.MIN;
  private Instant retryAt = Instant.MIN;
  private boolean wasLive;
  private @Nullable Side there;

  /** The watch of one side; null: it is being set up. */
  private record Alone(Side side, @Nullable Watch watch) {}

  /**
   * @param start starts work that goes on beside
   */
  Outage(Pipeline pipeline, Consumer<Runnable> start, RandomGenerator random) {
    this.pipeline = pipeline;
    this.start = start;
    this.backoff = new Backoff(random);
  }

  boolean isOn() {
    return lost != null;
  }

  /** Something was lost, or is still not to be had. */
  void goesOn(Lost why, boolean live, DirtySet unseen, Instant now) {
    if (lost == null) {
      since = now;
    }
    lost = why;
    wasLive = live;
    retryAt = now.plus(backoff.next());
    watch(live && why.side() != null ? why.side().other() : null, unseen);
  }

  private void watch(@Nullable Side side, DirtySet unseen) {
    if (side != there) {
      stopWatching();
      changed.clear();
      there = side;
      changed.addAll(side == null ? List.of() : unseen.of(side));
    }
    if (side != null && alone.get() == null) {
      var begun = new Alone(side, null);
      alone.set(begun);
      start.accept(() -> reach(begun));
    }
  }

  private void reach(Alone begun) {
    try {
      var reached = new Alone(begun.side, pipeline.watchAlone(begun.side));
      if (!alone.compareAndSet(begun, reached)) {
        Objects.requireNonNull(reached.watch).close();
      }
    } catch (Lost e) {
      alone.compareAndSet(begun, null);
    }
  }

  private void stopWatching() {
    Alone before = alone.getAndSet(null);
    if (before != null && before.watch != null) {
      before.watch.close();
    }
  }

  /** Takes note of what happened on the side that is there; true if there is more to tell. */
  boolean hear(Instant now) {
    long before = changed.count();
    Alone there = alone.get();
    if (there != null && there.watch != null) {
      try {
        for (News news : there.watch.poll()) {
          changed.hear(news);
        }
      } catch (HostException e) {
        changed.unknown();
        stopWatching();
      }
    }
    return changed.count() != before;
  }

  /** It is time to try again. */
  boolean isOver(Instant now) {
    return !now.isBefore(retryAt);
  }

  /** When to hear or to try again. */
  Instant next(Instant now) {
    Instant hear = now.plus(HEAR);
    return alone.get() != null && hear.isBefore(retryAt) ? hear : retryAt;
  }

  void setBack(Instant now) {
    retryAt = now;
  }

  /** Both hosts are there again, or nobody waits for them any more. */
  void end(Instant now) {
    lost = null;
    retryAt = now;
    backoff.reset();
    there = null;
    stopWatching();
  }

  private long queued() {
    return there == null ? -1 : changed.count();
  }

  /** A root that is not there is no lost connection: nobody's network will bring it back. */
  EngineState state() {
    Lost why = Objects.requireNonNull(lost);
    Side side = why.side();
    return side != null && wasLive && why.isRoot()
        ? new EngineState.Unreachable(null, rootGone(side, why.reason()), since, retryAt, queued())
        : new EngineState.Unreachable(side, why.reason(), since, retryAt, queued());
  }

  static String rootGone(Side side, String reason) {
    return "the root on %s can't be used: %s; nothing that is missing there counts as deleted, and it goes on once the root is back"
        .formatted(side, reason);
  }
}
