package org.duplexsync.engine.listing;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.filter.FilterCursor;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Listing;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/**
 * What one side's listing has that differs from the kept one.
 *
 * @param seen what is there now
 * @param grown how many more paths there are than before
 */
record Changes(NavigableMap<RelPath, Seen> seen, long grown, Listing.End end) {

  /** Takes the paths that differ. */
  interface Paths {
    void add(RelPath path) throws HostException, TreeException;
  }

  /**
   * Null if there are too many, if there is something of which nothing can be told, or if a path is
   * named twice.
   *
   * @param shown hears of each path that is not hidden, as it comes
   */
  static @Nullable Changes read(Listing listing, FilterCursor filter, Paths shown, Cancel cancel)
      throws HostException, TreeException {
    var seen = new TreeMap<RelPath, Seen>();
    long grown = 0;
    while (seen.size() <= KeptListings.MOST) {
      cancel.check();
      Listing.Item item = listing.next();
      if (item instanceof Listing.End end) {
        return end.incomplete() == null ? new Changes(seen, grown, end) : null;
      }
      Change change = change(item);
      if (change == null) {
        return null;
      }
      if (!hidden(change.path(), change.directory(), filter)) {
        if (change.closed() || seen.put(change.path(), change.now()) != null) {
          return null;
        }
        grown += change.more();
        shown.add(change.path());
      }
    }
    return null;
  }

  /**
   * @param more how many more paths there are by it
   */
  private record Change(RelPath path, Seen now, boolean closed, int more) {
    static Change of(Listing.Found found, int more) {
      var now = new Seen.Present(found.entry());
      return new Change(found.path(), now, found.closed() != null, more);
    }

    boolean directory() {
      return now instanceof Seen.Present(Entry entry) && entry.isDirectory();
    }
  }

  private static @Nullable Change change(Listing.Item item) {
    return switch (item) {
      case Listing.Appeared(Listing.Found found) -> Change.of(found, 1);
      case Listing.Found found -> Change.of(found, 0);
      case Listing.Gone(RelPath path) -> new Change(path, Seen.ABSENT, false, -1);
      case Listing.Trouble _, Listing.End _ -> null;
    };
  }

  static boolean hidden(RelPath path, boolean directory, FilterCursor filter) {
    return filter.excludes(path, directory);
  }
}
