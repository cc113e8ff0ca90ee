package org.duplexsync.engine.planning;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.filter.Prunes;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Listing;
import org.duplexsync.host.Scope;
import org.duplexsync.host.Tree;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Selection;
import org.duplexsync.model.Side;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.Differences;
import org.duplexsync.store.PlanRows;
import org.jspecify.annotations.Nullable;

/**
 * What a filter leaves out is in no listing, and may all the same stand in the way: under a name
 * that something else is to get, or in a directory that is to go.
 */
final class LeftOut {
  private static final int BATCH = 1_000;

  private final Link link;
  private final FilterSet filter;
  private final Cancel cancel;

  LeftOut(Link link, FilterSet filter, Cancel cancel) {
    this.link = link;
    this.filter = filter;
    this.cancel = cancel;
  }

  /** Where a side seems to have nothing, because what it has is left out: that is not known. */
  void takeNames(Differences rows) throws HostException {
    if (filter.rules().isEmpty()) {
      return;
    }
    Map<Side, List<RelPath>> asked = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      asked.put(side, new ArrayList<>());
    }
    try (Cursor<Difference> all = rows.all()) {
      while (all.hasNext()) {
        cancel.check();
        Difference row = all.next();
        for (Side side : Side.values()) {
          List<RelPath> paths = asked.getOrDefault(side, List.of());
          if (mayBeTaken(row, side)) {
            paths.add(row.path());
          }
          if (paths.size() >= BATCH) {
            taken(side, paths, rows);
          }
        }
      }
    }
    for (Side side : Side.values()) {
      taken(side, asked.getOrDefault(side, List.of()), rows);
    }
  }

  /** A filter may leave out directories of a name and no files, or the reverse. */
  private boolean mayBeTaken(Difference row, Side side) {
    return row.seen(side) instanceof Seen.Absent
        && row.seen(side.other()) instanceof Seen.Present(Entry entry)
        && filter.excludes(row.path(), !entry.isDirectory());
  }

  private void taken(Side side, List<RelPath> paths, Differences rows) throws HostException {
    if (paths.isEmpty()) {
      return;
    }
    List<Seen> seen = link.tree(side).look(paths);
    var changed = new ArrayList<Difference>();
    for (int i = 0; i < paths.size(); i++) {
      Difference row = rows.get(paths.get(i));
      if (row != null
          && seen.get(i) instanceof Seen.Present(Entry now)
          && hides(paths.get(i), now)) {
        changed.add(Rows.with(row, side, new Seen.Unknown(inTheWay(now))));
      }
    }
    rows.put(changed);
    paths.clear();
  }

  private boolean hides(RelPath path, Entry entry) {
    return filter.excludes(path, entry.isDirectory());
  }

  private static String inTheWay(Entry entry) {
    return "%s that the filter leaves out has this name; rename one of the two, or change the filter"
        .formatted(
            switch (entry.kind()) {
              case DIRECTORY -> "a directory";
              case FILE -> "a file";
              case SYMLINK -> "a link";
              case OTHER -> "something";
            });
  }

  /** Something that is left out, on one side. */
  record Stays(RelPath path, Side side) {}

  /**
   * What is left out in directories that would have to go, in path order; one of each directory.
   *
   * @param where to look for such directories
   */
  NavigableMap<RelPath, Stays> inside(PlanRows rows, Selection where) throws HostException {
    var found = new TreeMap<RelPath, Stays>();
    if (filter.rules().isEmpty()) {
      return found;
    }
    for (Side side : Side.values()) {
      for (RelPath directory : going(rows, where, side)) {
        inside(directory, side, found);
      }
    }
    return found;
  }

  /** The topmost ones. */
  private List<RelPath> going(PlanRows rows, Selection where, Side side) {
    var going = new ArrayList<RelPath>();
    try (Cursor<PlanRow> all = rows.all(where)) {
      RelPath last = null;
      while (all.hasNext()) {
        cancel.check();
        PlanItem item = all.next().item();
        if (goes(item, side) && (last == null || !last.contains(item.path()))) {
          last = item.path();
          going.add(last);
        }
      }
    }
    return going;
  }

  private static boolean goes(PlanItem item, Side side) {
    boolean directory = kind(item, side) == Kind.DIRECTORY;
    Kind other = kind(item, side.other());
    boolean replaced = other != null && other != Kind.DIRECTORY;
    boolean deleted = other == null && item.bucket() == Bucket.DELETE;
    return directory && (replaced || deleted) && item.proposal() == Choice.from(side.other());
  }

  private static @Nullable Kind kind(PlanItem item, Side side) {
    return item.seen(side) instanceof Seen.Present(Entry entry) ? entry.kind() : null;
  }

  private void inside(RelPath directory, Side side, NavigableMap<RelPath, Stays> found)
      throws HostException {
    Tree tree = link.tree(side);
    var directories = new ArrayList<RelPath>();
    var shown = filter.cursor();
    try (Listing listing = tree.list(new Scope.Below(directory))) {
      for (Listing.Item item = listing.next();
          !(item instanceof Listing.End);
          item = listing.next()) {
        cancel.check();
        if (item instanceof Listing.Found(RelPath path, Entry entry, String _)) {
          if (shown.excludes(path, entry.isDirectory())) {
            found.putIfAbsent(path, new Stays(path, side));
          } else if (entry.isDirectory()) {
            directories.add(path);
          }
        }
      }
    }
    pruned(tree, directories, side, found);
  }

  /** What the server was told not to list at all. */
  private void pruned(
      Tree tree, List<RelPath> directories, Side side, NavigableMap<RelPath, Stays> found)
      throws HostException {
    var asked = new ArrayList<RelPath>();
    Prunes prunes = filter.prunes();
    for (RelPath directory : directories) {
      for (Bytes name : prunes.names()) {
        if (directory.canHold(name)) {
          asked.add(directory.child(name));
        }
      }
      for (RelPath path : prunes.paths()) {
        RelPath parent = path.parent();
        if (parent != null && parent.equals(directory)) {
          asked.add(path);
        }
      }
      if (asked.size() >= BATCH) {
        look(tree, asked, side, found);
      }
    }
    look(tree, asked, side, found);
  }

  private void look(Tree tree, List<RelPath> paths, Side side, NavigableMap<RelPath, Stays> found)
      throws HostException {
    if (paths.isEmpty()) {
      return;
    }
    cancel.check();
    List<Seen> seen = tree.look(paths);
    for (int i = 0; i < paths.size(); i++) {
      if (seen.get(i) instanceof Seen.Present(Entry now) && hides(paths.get(i), now)) {
        found.putIfAbsent(paths.get(i), new Stays(paths.get(i), side));
      }
    }
    paths.clear();
  }
}
