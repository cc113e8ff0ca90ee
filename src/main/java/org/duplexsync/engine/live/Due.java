package org.duplexsync.engine.live;

import java.time.Duration;
import java.time.Instant;
import org.duplexsync.model.InotifyMode;
import org.duplexsync.model.RelPath;

/** From when on a look at a place makes sense. */
record Due(LiveRules rules, Gathering gathering) {
  /** Many programs save by delete and create, or by rename and create. */
  static final Duration GONE = Duration.ofMillis(15);

  /** A new name is often renamed over an old one a moment later. */
  static final Duration NEW = Duration.ofMillis(6);

  /** Nothing was written for so long: as good as closed. */
  static final Duration QUIET = Duration.ofMillis(400);

  /** What is written all the time travels once in so long. */
  static final Duration PACE = Duration.ofSeconds(3);

  /** {@link Gathering#gather} must have been called. */
  Instant of(RelPath path, Dirt dirt, Instant now, DirtySet.Agreements agreed) {
    Instant gathered = gathering.until(path, dirt);
    if (gathered != null) {
      return later(gathered, dirt.again());
    }
    Instant due =
        switch (dirt.hint()) {
          case WRITING -> quiet(dirt);
          case WRITTEN -> isNew(path, dirt, now, agreed) ? dirt.last().plus(NEW) : dirt.last();
          case GONE -> dirt.last().plus(GONE);
          case null -> dirt.last();
          case TOUCHED, ARRIVED -> dirt.last();
        };
    return later(later(due, dirt.again()), dirt.since().plus(rules.delay()));
  }

  private Instant quiet(Dirt dirt) {
    if (rules.inotifyMode() == InotifyMode.CLOSE_WRITE) {
      return Instant.MAX;
    }
    // what is written all the time travels all the same, at a pace
    Instant due = dirt.last().plus(QUIET);
    return due.isAfter(dirt.since().plus(PACE)) ? dirt.since().plus(PACE) : due;
  }

  private static boolean isNew(RelPath path, Dirt dirt, Instant now, DirtySet.Agreements agreed) {
    return dirt.last().plus(NEW).isAfter(now) && !agreed.has(path);
  }

  private static Instant later(Instant x, Instant y) {
    return x.isAfter(y) ? x : y;
  }
}
