package org.duplexsync.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/**
 * Knows a tree only by what a {@link Watch} told it to look at: after any changes what it knows
 * must become what is there.
 */
final class Follower {
  private static final int SECONDS = 60;

  private final Tree tree;
  private final Watch watch;
  private final Semaphore woken = new Semaphore(0);
  private final TreeMap<RelPath, Entry> known = new TreeMap<>();
  @Nullable String ended;
  int overflows;

  Follower(Tree tree, WatchSpec spec) throws Exception {
    this.tree = tree;
    this.watch = tree.watch(spec);
    watch.onNews(woken::release);
    boolean watching = false;
    while (!watching) {
      for (News news : next()) {
        watching |= news instanceof News.Watching;
      }
    }
    list(new Scope.Whole(), RelPath.ROOT);
  }

  private List<News> next() throws Exception {
    List<News> all = watch.poll();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (all.isEmpty()) {
      if (!woken.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new AssertionError("no news for long");
      }
      woken.drainPermits();
      all = watch.poll();
    }
    return all;
  }

  /** Follows until a file of that name is known. */
  void until(RelPath marker) throws Exception {
    while (!known.containsKey(marker) && ended == null) {
      step();
    }
  }

  /** Follows one batch of news. */
  void step() throws Exception {
    next().forEach(this::follow);
  }

  /** Follows until what is known is what is there (nobody changes it any more). */
  void catchUp() throws Exception {
    TreeMap<RelPath, Entry> there = new TreeMap<>();
    for (Listing.Item item : Contract.all(tree, new Scope.Whole())) {
      if (item instanceof Listing.Found found) {
        there.put(found.path(), found.entry());
      }
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!same(there)) {
      long left = end - System.nanoTime();
      if (!woken.tryAcquire(Math.min(left, TimeUnit.SECONDS.toNanos(5)), TimeUnit.NANOSECONDS)) {
        assertEquals(new TreeSet<>(there.keySet()), new TreeSet<>(known.keySet()));
        assertEquals(there.toString(), known.toString());
      }
      woken.drainPermits();
      watch.poll().forEach(this::follow);
    }
  }

  /** Directories' own times and links change with what is in them, which nobody is told. */
  private boolean same(Map<RelPath, Entry> there) {
    return there.keySet().equals(known.keySet())
        && there.entrySet().stream()
            .allMatch(entry ->
                entry.getValue().isDirectory()
                    ? entry.getValue().mode() == known(entry.getKey()).mode()
                    : entry.getValue().equals(known(entry.getKey())));
  }

  private Entry known(RelPath path) {
    return Objects.requireNonNull(known.get(path));
  }

  private void follow(News news) {
    try {
      switch (news) {
        case News.Dirty(RelPath path, _) -> look(path);
        case News.Below(RelPath path) -> list(new Scope.Below(path), path);
        case News.Inside(RelPath path) -> inside(path);
        case News.Overflow() -> {
          overflows++;
          list(new Scope.Whole(), RelPath.ROOT);
        }
        case News.Ended(String reason) -> ended = reason;
        case News.Watching _, News.WatchLimit _ -> {}
      }
    } catch (HostException e) {
      throw new AssertionError(e);
    }
  }

  private void look(RelPath path) throws HostException {
    switch (tree.look(List.of(path)).getFirst()) {
      case Seen.Present(Entry entry) -> {
        if (!entry.isDirectory()) {
          forget(path);
        }
        known.put(path, entry);
      }
      case Seen.Absent _ -> forget(path);
      case Seen.Unknown(String reason) -> throw new HostException(reason);
    }
  }

  private void forget(RelPath path) {
    known.keySet().removeIf(each -> each.equals(path) || path.contains(each));
  }

  private void list(Scope scope, RelPath path) throws HostException {
    forget(path);
    for (Listing.Item item : Contract.all(tree, scope)) {
      if (item instanceof Listing.Found found) {
        known.put(found.path(), found.entry());
      }
    }
  }

  private void inside(RelPath directory) throws HostException {
    TreeMap<RelPath, Entry> there = new TreeMap<>();
    for (Listing.Item item : Contract.all(tree, new Scope.Children(directory))) {
      if (item instanceof Listing.Found found) {
        there.put(found.path(), found.entry());
      }
    }
    for (RelPath path : List.copyOf(known.keySet())) {
      if (Objects.equals(path.parent(), directory) && !there.containsKey(path)) {
        forget(path);
      }
    }
    known.putAll(there);
  }

  int size() {
    return known.size();
  }
}
