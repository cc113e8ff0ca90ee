package org.duplexsync.engine.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * What a live pair does in turn: looks where something happened, takes note of what arrived, brings
 * what was written to the disks, and tries again what moved on.
 */
final class Rounds {
  static final Duration LATER = Duration.ofSeconds(30);
  private static final Duration RELOOK = Duration.ofSeconds(1);
  private static final Duration AGAIN = Duration.ofMillis(100);
  private static final Duration AGAIN_AT_MOST = Duration.ofSeconds(10);

  /** What moved on again is looked at before its time: perhaps it rests now. */
  private static final Duration ON_NEWS = Duration.ofSeconds(2);

  /** What failed and changed is tried so soon, then less often: a try may be heard of itself. */
  private static final Duration FAILED = Duration.ofMillis(500);

  private static final Duration SIGN = Duration.ofSeconds(2);

  /** Many small changes are carried beside in so many portions at a time. */
  private static final int MANY = 3;

  /** How often small changes are looked for while as much is carried beside as may be. */
  private static final Duration BESIDE = Duration.ofMillis(20);

  private static final int MOST_DOUBLED = 6;

  /** What changed by one of its names is compared by all of them so soon, then less often. */
  private static final Duration OTHER_NAMES = Duration.ofSeconds(5);

  final Carriages carriages;
  private final Pipeline pipeline;
  private final LiveRules rules;
  private final Portion portion = new Portion();
  private final Waiters waiters = new Waiters();
  private final DiskSync disks;
  private final Timetable due = new Timetable();
  private final Map<RelPath, Integer> tries = new HashMap<>();
  private final Queue<Lost> broken = new ConcurrentLinkedQueue<>();
  private final Queue<RelPath> asked = new ConcurrentLinkedQueue<>();
  private final DirtySet.Agreements agreements =
      new DirtySet.Agreements() {
        @Override
        public boolean has(RelPath path) {
          return pipeline.agreed(path);
        }

        @Override
        public boolean hasDirectory(RelPath path) {
          return !pipeline.directories(List.of(path)).isEmpty();
        }

        @Override
        public boolean wrote(RelPath path, Side side) {
          return pipeline.wrote(path, side);
        }
      };
  private DirtySet dirty;
  private boolean unknown;

  /** How many places are being looked at. */
  private long looking;

  /** What waits for a lane as it is, first come first. */
  private final Deque<Places> postponed = new ArrayDeque<>();

  private int unsure;

  /** How often in a row everything was to be compared for files with other names. */
  private int otherNames;

  private boolean forOtherNames;
  private volatile Runnable wake = () -> {};

  /**
   * @param start starts work that goes on beside; a simulation does it at once
   */
  Rounds(Pipeline pipeline, LiveRules rules, Consumer<Runnable> start) {
    this.pipeline = pipeline;
    this.rules = rules;
    this.carriages = new Carriages(start);
    this.disks = new DiskSync(pipeline, start, this::broke);
    this.dirty = new DirtySet(rules);
  }

  void onWake(Runnable action) {
    wake = action;
    disks.onWake(action);
  }

  DirtySet dirty() {
    return dirty;
  }

  /** What went wrong beside; null: nothing. */
  @Nullable Lost broken() {
    return broken.poll();
  }

  void broke(Lost lost) {
    broken.add(lost);
  }

  void setBack(Instant now) {
    dirty.setBack(now);
    due.setBack(now);
    disks.setBack(now);
  }

  /** On any thread. */
  void ask(Collection<RelPath> paths, boolean more) {
    asked.addAll(paths);
    if (more) {
      asked.add(RelPath.ROOT);
    }
  }

  /** Takes up what was asked for. */
  void asked(Instant now) {
    for (RelPath path = asked.poll(); path != null; path = asked.poll()) {
      if (path.isRoot()) {
        dirty.widen();
      } else {
        dirty.again(path, now.plus(AGAIN));
      }
    }
  }

  /** Both hosts are reached anew: what was heard before is part of the compare to come. */
  void begin() {
    dirty = new DirtySet(rules);
    waiters.clear();
    postponed.clear();
  }

  /** Ends what travels. */
  void leave() {
    carriages.cancel();
    pipeline.close();
    carriages.forget();
    disks.leave();
    broken.clear();
    asked.clear();
    unknown = false;
    looking = 0;
  }

  /** Everything is about to be compared. */
  void comparing() {
    dirty.clear();
    waiters.clear();
    postponed.clear();
    tries.clear();
  }

  void compared(Pipeline.Whole whole, Instant now) {
    unknown = false;
    otherNames = forOtherNames ? Math.min(otherNames + 1, MOST_DOUBLED) : 0;
    forOtherNames = false;
    whole.again().forEach(path -> dirty.again(path, now.plus(AGAIN)));
    due.compare = rules.compareEvery().isZero() ? Instant.MAX : now.plus(rules.compareEvery());
    unsure = whole.more() ? Math.min(unsure + 1, MOST_DOUBLED) : 0;
    Instant soon = now.plus(LATER.multipliedBy(1L << Math.max(0, unsure - 1)));
    if (unsure > 0 && due.compare.isAfter(soon)) {
      due.compare = soon;
    }
    due.relook = now.plus(RELOOK);
  }

  /** A compare of everything was begun and not ended. */
  void notCompared(Instant now) {
    unknown = true;
    due.compare = now.plus(LATER);
  }

  boolean wantsCompare(Instant now) {
    return dirty.isWhole() || !now.isBefore(due.compare);
  }

  /** Nothing is left to be looked at, and nothing travels. */
  boolean isQuiet() {
    return dirty.isEmpty() && looking == 0 && carriages.size() == 0 && !unknown;
  }

  /** How many places wait or are being looked at; at least one if it is not known. */
  long queued() {
    long known = dirty.size() + looking;
    return dirty.isWhole() || unknown ? Math.max(1, known) : known;
  }

  /** What may be looked at by now; little at a time while as much is carried beside as may be. */
  Places places(Instant now) {
    waiters
        .free(carriages::isBusy, dirty::waitsAt, lanes().large())
        .forEach(path -> dirty.now(path, now));
    if (lanes().many() > 0 && !postponed.isEmpty()) {
      postponed.removeFirst().all().forEach(path -> dirty.now(path, now));
    }
    Places places = dirty.take(now, agreements, carriages, portion.of(lanes().many() > 0));
    looking = places.all().size();
    return places.isEmpty() ? places : widened(places);
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

  void batch(Places places, Instant now) throws Lost {
    take(
        places,
        pipeline.batch(
            places,
            new Pipeline.Meanwhile(dirty::since, carriages::isBusy, dirty::waitsAt, lanes())),
        now);
    looking = 0;
    tries.keySet().removeIf(path -> !dirty.touches(path));
  }

  private Pipeline.Lanes lanes() {
    int many = carriages.ofMany();
    return new Pipeline.Lanes(
        rules.transfers() - (carriages.size() - many), Math.min(MANY, rules.transfers()) - many);
  }

  private void take(Places places, Pipeline.Batch batch, Instant now) {
    portion.was(places, batch.listed());
    switch (batch.not()) {
      case null -> {}
      case CANCELLED -> dirty.again(places, now.plus(LATER));
      case POSTPONED -> {
        dirty.again(places, now.plus(LATER));
        postponed.remove(places);
        postponed.add(places);
      }
    }
    Pipeline.Again again = batch.again();
    for (RelPath path : again.soon()) {
      Duration wait = longer(AGAIN, path);
      dirty.again(path, now.plus(wait), wait.compareTo(ON_NEWS) > 0 ? ON_NEWS : wait);
    }
    again.later().forEach(path -> dirty.again(path, now.plus(LATER), longer(FAILED, path)));
    waiters.add(again).forEach(path -> dirty.again(path, now.plus(AGAIN_AT_MOST)));
    batch.carriages().forEach(carriage -> carriages.start(carriage, wake));
    if (batch.whole()) {
      dirty.widen();
    }
    if (batch.otherNames()) {
      otherNames(now);
    }
    disks.written(now);
    due.relook = due.relook.equals(Instant.MAX) ? now.plus(RELOOK) : due.relook;
  }

  /** Nobody is told of them. A file that changes all the time must not be compared all the time. */
  private void otherNames(Instant now) {
    Instant soon = now.plus(OTHER_NAMES.multipliedBy(1L << otherNames));
    if (due.compare.isAfter(soon)) {
      due.compare = soon;
      forOtherNames = true;
      unknown |= otherNames == 0;
    }
  }

  /** With each try twice as long. */
  private Duration longer(Duration first, RelPath path) {
    int times = tries.merge(path, 1, Integer::sum);
    Duration wait = first.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLED + 1));
    return wait.compareTo(AGAIN_AT_MOST) > 0 ? AGAIN_AT_MOST : wait;
  }

  void arrivals(Instant now) throws Lost {
    Carriage carriage = carriages.arrived();
    while (carriage != null) {
      take(Places.NONE, pipeline.ended(carriage), now);
      carriage = carriages.arrived();
    }
  }

  /** What was written gets to the disks also while there is always something to be looked at. */
  void overdue(Instant now) {
    disks.overdue(now);
  }

  void besides(Instant now) throws Lost {
    disks.atLeisure(now);
    if (!now.isBefore(due.relook)) {
      Instant next = pipeline.relook();
      due.relook = next == null ? Instant.MAX : next.isAfter(now) ? next : now.plus(RELOOK);
      pipeline.found().forEach(path -> dirty.again(path, now));
    }
  }

  private static Instant earlier(Instant x, Instant y) {
    return x.isBefore(y) ? x : y;
  }

  /** When something is to be done at the latest. */
  Instant next(Instant now) {
    Instant next = earlier(due.next(), disks.due());
    Instant news = dirty.next(now, agreements, carriages);
    if (news != null && lanes().many() <= 0) {
      // what is left waits for a lane, whose end wakes
      Instant soon = now.plus(BESIDE);
      news = news.isBefore(soon) ? soon : news;
    }
    next = news == null ? next : earlier(next, news);
    // a watch that gives no sign of life any more is found by asking it
    Instant latest = now.plus(SIGN);
    return next.isAfter(latest) ? latest : next.isBefore(now) ? now : next;
  }
}
