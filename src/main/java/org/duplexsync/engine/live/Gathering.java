package org.duplexsync.engine.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * Names that went and names that came on one side wait for one another: as long as more of them
 * follow, all of them wait, and then they are looked at together. So both names of a move are in
 * one look, through however many names it went, and a tree that is removed is judged as a whole. A
 * name that went is told of before the one that came of it. Nothing waits for ever. Not thread
 * safe.
 */
final class Gathering {
  /** Names that go, one right after the other. */
  static final Duration GONE_AT_MOST = Duration.ofSeconds(1);

  /** When so many names went nothing is lost by a longer pause: perhaps a whole tree goes. */
  static final int MANY = 5;

  static final Duration PAUSE_OF_MANY = Duration.ofMillis(150);

  /** What came may be of use, and somebody waits for it. */
  static final Duration MOVED_AT_MOST = Duration.ofMillis(250);

  private final Duration delay;
  private final Map<RelPath, Boolean> held = new HashMap<>();
  private final Map<Side, Group> groups = new EnumMap<>(Side.class);

  /**
   * @param delay for which changes are gathered anyway
   */
  Gathering(Duration delay) {
    this.delay = delay;
  }

  /** Something else was heard of this path. */
  void forget(RelPath path) {
    held.remove(path);
  }

  void clear() {
    held.clear();
    groups.clear();
  }

  private static final class Group {
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private Instant came = Instant.MAX;
    private int count;

    void went(Instant at) {
      count++;
      first = earlier(first, at);
      last = last.isAfter(at) ? last : at;
    }

    Instant until(Duration delay) {
      boolean only = came.equals(Instant.MAX);
      Duration pause = only && count >= MANY ? PAUSE_OF_MANY : Due.GONE;
      Instant until = earlier(last.plus(pause), first.plus(GONE_AT_MOST));
      until = only ? until : earlier(until, came.plus(MOVED_AT_MOST));
      Instant delayed = first.plus(delay);
      return until.isAfter(delayed) ? until : delayed;
    }
  }

  /** Only places that nothing else holds. */
  interface Free {
    boolean test(RelPath path, Dirt dirt);
  }

  /** Must come before {@link #until}, whenever something was heard or time has passed. */
  void gather(
      Map<RelPath, Dirt> points,
      Collection<Map<RelPath, Dirt>> all,
      DirtySet.Agreements agreed,
      Free free) {
    groups.clear();
    points.forEach((path, dirt) -> {
      if (dirt.went() != null && holds(path, dirt, agreed) && free.test(path, dirt)) {
        groups.computeIfAbsent(dirt.side(), _ -> new Group()).went(dirt.went());
      }
    });
    if (groups.isEmpty()) {
      return;
    }
    for (var map : all) {
      map.forEach((path, dirt) -> {
        Group group = group(dirt);
        if (group != null && dirt.mayHaveArrived() && free.test(path, dirt)) {
          group.came = earlier(group.came, dirt.last());
        }
      });
    }
  }

  /** That of the side, if the place was heard of when names had begun to go. */
  private @Nullable Group group(Dirt dirt) {
    Group group = groups.get(dirt.side());
    return group == null || dirt.last().isBefore(group.first) ? null : group;
  }

  /**
   * Something agreed went. A file that was put in its place is a save; where a directory was, all
   * that was in it may have come elsewhere.
   */
  private boolean holds(RelPath path, Dirt dirt, DirtySet.Agreements agreed) {
    return held.computeIfAbsent(
        path, at -> dirt.isGone() ? agreed.has(at) : agreed.hasDirectory(at));
  }

  /** Until when this place waits for others; null: it is none of these. */
  @Nullable Instant until(RelPath path, Dirt dirt) {
    Group group = group(dirt);
    if (group == null) {
      return null;
    }
    boolean went = dirt.went() != null && held.getOrDefault(path, false);
    return went || dirt.mayHaveArrived() ? group.until(delay) : null;
  }

  private static Instant earlier(Instant x, Instant y) {
    return x.isBefore(y) ? x : y;
  }
}
