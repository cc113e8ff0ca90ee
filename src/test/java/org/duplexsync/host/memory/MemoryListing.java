package org.duplexsync.host.memory;

import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Listing;
import org.duplexsync.host.Scope;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * Walks directory by directory while the tree may move on, sorts, then streams, as find and sort
 * do.
 */
final class MemoryListing implements Listing {
  private final MemoryHost host;
  private final Places places;
  private final Scope scope;
  private final DiskCalls calls;
  private final Instant started;
  private final TreeMap<RelPath, Item> found = new TreeMap<>();
  private @Nullable Iterator<Item> items;
  private long entries;
  private boolean cut;
  private boolean kept;

  MemoryListing(MemoryHost host, Places places, Scope scope) {
    this.host = host;
    this.places = places;
    this.scope = scope;
    this.calls = new DiskCalls(host.machine().disk(), host.account());
    this.started = host.machine().now();
  }

  @Override
  public Item next() throws HostException {
    if (items == null) {
      cut = host.takeCut();
      walkScope();
      items = found.values().iterator();
    }
    host.point("list:next");
    if (items.hasNext()) {
      return items.next();
    }
    return new End(entries, cut ? "the listing was cut off" : null, started, kept);
  }

  /** Keeps what was walked, and leaves what differs from what was kept before. */
  private void compareAndKeep(Scope.Since since) {
    Map<String, Map<RelPath, Item>> all = host.machine().listings(places.stages());
    Map<RelPath, Item> known = since.known() == null ? null : all.get(since.known());
    var now = new TreeMap<RelPath, Item>(found);
    if (since.keepAs() != null && !cut) {
      all.put(since.keepAs(), now);
      kept = true;
    }
    if (known != null) {
      found.clear();
      now.forEach((path, item) -> {
        if (!known.containsKey(path) && item instanceof Found it) {
          found.put(path, new Appeared(it));
        } else if (!item.equals(known.get(path))) {
          found.put(path, item);
        }
      });
      if (!cut) {
        known.keySet().stream()
            .filter(path -> !now.containsKey(path))
            .forEach(path -> found.put(path, new Gone(path)));
      }
    }
  }

  private void walkScope() throws HostException {
    switch (scope) {
      case Scope.Whole() -> walk(RelPath.ROOT, null);
      case Scope.Since since -> {
        walk(RelPath.ROOT, null);
        compareAndKeep(since);
      }
      case Scope.Touched(Instant since) -> walk(RelPath.ROOT, since);
      case Scope.Children(RelPath path) -> {
        if (path.isRoot() || visit(path, null)) {
          enter(path, null, false);
        }
      }
      case Scope.Below(RelPath path) -> {
        if (visit(path, null)) {
          walk(path, null);
        }
      }
    }
  }

  /** Enters a directory; with {@code since} only what was touched since then is named. */
  private void walk(RelPath directory, @Nullable Instant since) throws HostException {
    enter(directory, since, true);
  }

  private void enter(RelPath directory, @Nullable Instant since, boolean deep)
      throws HostException {
    host.point("list:directory");
    try {
      for (Bytes name : calls.names(places.at(directory))) {
        if (cut && entries > 2) {
          return;
        }
        RelPath path = directory.child(name);
        if (!pruned(path, name) && visit(path, since) && deep) {
          boolean all = since == null || found.containsKey(path);
          walk(path, all ? null : since);
        }
      }
    } catch (Errno e) {
      close(directory, e);
    }
  }

  /** Only a directory is: a file of that name is another matter. */
  private boolean pruned(RelPath path, Bytes name) throws Errno {
    boolean named =
        places.spec().prunePaths().contains(path) || places.spec().pruneNames().contains(name);
    Node node = named ? calls.find(places.at(path)) : null;
    return node != null && node.isDirectory();
  }

  /** True if it is a directory that can be entered. */
  private boolean visit(RelPath path, @Nullable Instant since) {
    try {
      Node node = calls.find(places.at(path));
      if (node == null) {
        return false;
      }
      Entry entry = node.entry();
      if (since == null || touched(entry, since)) {
        add(path, new Found(path, entry, null));
      }
      return node.isDirectory();
    } catch (Errno e) {
      add(path, new Trouble(path, "can't be looked at: " + e.code()));
      return false;
    }
  }

  private static boolean touched(Entry entry, Instant since) {
    return !entry.mtime().isBefore(since) || !entry.id().ctime().isBefore(since);
  }

  private void add(RelPath path, Item item) {
    found.put(path, item);
    entries++;
  }

  private void close(RelPath directory, Errno e) {
    if (directory.isRoot()) {
      cut = true;
    } else if (e.is("EACCES") && found.get(directory) instanceof Found(var path, var entry, _)) {
      found.put(path, new Found(path, entry, "can't be read: EACCES"));
    } else if (e.is("EACCES")) {
      add(directory, new Trouble(directory, "can't be read: EACCES"));
    }
  }

  @Override
  public void close() {}
}
