package org.duplexsync.engine.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.duplexsync.host.News;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * Where something happened and nobody has looked yet, with the moment from which on a look makes
 * sense. Bounded: too many paths become their directories, too many directories the whole tree. Not
 * thread safe.
 */
public final class DirtySet {
  static final int MOST = 50_000;

  private final int most;
  private final Gathering gathering;
  private final Due due;
  private final NavigableMap<RelPath, Dirt> points = new TreeMap<>();
  private final NavigableMap<RelPath, Dirt> below = new TreeMap<>();
  private final NavigableMap<RelPath, Dirt> inside = new TreeMap<>();
  private final LastTaken last = new LastTaken();
  private boolean whole;

  public DirtySet(LiveRules rules) {
    this(rules, MOST);
  }

  DirtySet(LiveRules rules, int most) {
    this.most = most;
    this.gathering = new Gathering(rules.delay());
    this.due = new Due(rules, gathering);
  }

  /** What is known of the tree as agreed. */
  public interface Agreements {
    boolean has(RelPath path);

    default boolean hasDirectory(RelPath path) {
      return false;
    }

    /** News of this path from that side may well be of a write of our own. */
    default boolean wrote(RelPath path, Side side) {
      return false;
    }
  }

  /** What waits for something that is under way. */
  public interface Blocked {
    boolean at(RelPath path);

    /** All in a directory. */
    default boolean around(RelPath directory) {
      return at(directory);
    }
  }

  public void hear(Side side, News news, Instant now) {
    switch (news) {
      case News.Dirty(RelPath path, News.Hint hint) -> put(points, path, side, hint, now);
      case News.Below(RelPath path) when path.isRoot() -> whole = true;
      case News.Below(RelPath path) -> put(below, path, side, null, now);
      case News.Inside(RelPath path) -> put(inside, path, side, null, now);
      case News.Overflow _ -> whole = true;
      case News.Watching _, News.WatchLimit _, News.Ended _ -> {}
    }
  }

  private void put(
      NavigableMap<RelPath, Dirt> map,
      RelPath path,
      Side side,
      News.@Nullable Hint hint,
      Instant now) {
    if (whole) {
      return;
    }
    Dirt before = map.get(path);
    map.put(path, before == null ? Dirt.heard(side, hint, now) : before.and(side, hint, now));
    gathering.forget(path);
    bound();
  }

  /** To be looked at once more, but not before a moment. */
  public void again(RelPath path, Instant at) {
    again(path, at, null);
  }

  /**
   * @param patience but what is heard meanwhile waits at most so long; null: it waits as well
   */
  void again(RelPath path, Instant at, @Nullable Duration patience) {
    if (!whole) {
      points.putIfAbsent(path, Dirt.wish(at, patience));
      bound();
    }
  }

  /** What waited for something that has come about need not wait any more. */
  void now(RelPath path, Instant now) {
    for (var map : List.of(points, below, inside)) {
      map.computeIfPresent(path, (_, dirt) -> dirt.from(now));
    }
  }

  /** Nothing need wait any more. */
  void now(Instant now) {
    for (var map : List.of(points, below, inside)) {
      map.replaceAll((_, dirt) -> dirt.from(now));
    }
  }

  /** All of these once more, but not before a moment. */
  void again(Places places, Instant at) {
    if (!whole) {
      var dirt = Dirt.wish(at, null);
      places.points().forEach(path -> points.putIfAbsent(path, dirt));
      places.below().forEach(path -> below.putIfAbsent(path, dirt));
      places.inside().forEach(path -> inside.putIfAbsent(path, dirt));
      bound();
    }
  }

  /** Single paths at which something happened on a side. */
  List<RelPath> of(Side side) {
    var paths = new ArrayList<RelPath>();
    points.forEach((path, dirt) -> {
      if (dirt.side() == side && dirt.hint() != null) {
        paths.add(path);
      }
    });
    return paths;
  }

  public void widen() {
    whole = true;
    points.clear();
    below.clear();
    inside.clear();
    gathering.clear();
  }

  private void bound() {
    if (size() <= most) {
      return;
    }
    points.forEach((path, dirt) -> {
      RelPath parent = path.parent();
      if (parent == null || parent.isRoot()) {
        below.putIfAbsent(path, dirt);
      } else {
        below.putIfAbsent(parent, dirt);
      }
    });
    points.clear();
    gathering.clear();
    if (size() > most / 2) {
      widen();
    }
  }

  /** Everything must be compared. */
  public boolean isWhole() {
    return whole;
  }

  /** The whole is being compared: what was heard up to now is part of it. */
  public void clear() {
    widen();
    whole = false;
  }

  /** How many places wait. */
  public long size() {
    return (long) points.size() + below.size() + inside.size();
  }

  public boolean isEmpty() {
    return !whole && size() == 0;
  }

  /** Some of the places, for people. */
  public List<RelPath> some(int limit) {
    var some = new ArrayList<RelPath>();
    for (var map : List.of(points, below, inside)) {
      map.keySet().stream().limit(limit - some.size()).forEach(some::add);
    }
    return some;
  }

  /** Whether anything was heard of a path, or around it. */
  public boolean touches(RelPath path) {
    if (whole || points.containsKey(path)) {
      return true;
    }
    RelPath parent = path.parent();
    if (parent != null && inside.containsKey(parent)) {
      return true;
    }
    for (RelPath up = path; up != null; up = up.parent()) {
      if (below.containsKey(up)) {
        return true;
      }
    }
    return false;
  }

  /** Whether something waits at a path or below it, or a look at all around it does. */
  boolean waitsAt(RelPath path) {
    return touches(path)
        || List.of(points, below, inside).stream()
            .anyMatch(map -> {
              for (RelPath each : map.tailMap(path, true).keySet()) {
                if (each.equals(path) || path.contains(each)) {
                  return true;
                }
                if (!each.toString().startsWith(path.toString())) {
                  return false;
                }
              }
              return false;
            });
  }

  /** When it was first heard of what was taken last at this path or around it; null: never. */
  public @Nullable Instant since(RelPath path) {
    return last.since(path);
  }

  /** The clock was set back to this time: what was heard was heard by now. */
  public void setBack(Instant now) {
    for (var map : List.of(points, below, inside)) {
      map.replaceAll((_, dirt) -> dirt.heardAt(now));
    }
  }

  /**
   * Those of the paths taken last at which no directory stands by what was heard last. If one was
   * agreed, all below it went with it.
   */
  public List<RelPath> gone(Collection<RelPath> taken) {
    return last.gone(taken);
  }

  /**
   * Takes what may be looked at now.
   *
   * @param blocked what waits for something that is under way
   * @param most at most so many places, and what must be looked at together
   */
  Places take(Instant now, Agreements agreed, Blocked blocked, Portion.Most most) {
    Ripe ripe = ripe(now, agreed, blocked);
    last.clear();
    var news = List.of(new Turns(), new Turns(), new Turns());
    var own = List.of(new Turns(), new Turns(), new Turns());
    ripe.sort(points, blocked::at, news.get(0), own.get(0));
    ripe.sort(below, blocked::around, news.get(1), own.get(1));
    ripe.sort(inside, blocked::around, news.get(2), own.get(2));
    var turns = news.stream().allMatch(Turns::isEmpty) ? own : news;
    return Places.of(
        taken(points, turns.get(0).first(most.points(), most.crowds())),
        taken(below, turns.get(1).first(most.directories(), most.crowds())),
        taken(inside, turns.get(2).first(most.directories(), most.crowds())));
  }

  private List<RelPath> taken(NavigableMap<RelPath, Dirt> from, List<RelPath> paths) {
    for (RelPath path : paths) {
      last.add(path, Objects.requireNonNull(from.remove(path)));
      gathering.forget(path);
    }
    return paths;
  }

  /** When something may be looked at; null: nothing waits but for what is under way. */
  public @Nullable Instant next(Instant now, Agreements agreed, Blocked blocked) {
    Ripe ripe = ripe(now, agreed, blocked);
    return Stream.of(
            ripe.first(points, blocked::at),
            ripe.first(below, blocked::around),
            ripe.first(inside, blocked::around))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private Ripe ripe(Instant now, Agreements agreed, Blocked blocked) {
    gathering.gather(
        points,
        List.of(points, below, inside),
        agreed,
        (path, dirt) -> !dirt.again().isAfter(now) && !blocked.at(path));
    return new Ripe(gathering, due, now, agreed);
  }
}
