package org.duplexsync.engine;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.filter.FilterCursor;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Listing;
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

  /**
   * Null if there are too many, if there is something of which nothing can be told, or if a path is
   * named twice.
   */
  static @Nullable Changes read(Listing listing, FilterCursor filter, Cancel cancel)
      throws HostException {
    var seen = new TreeMap<RelPath, Seen>();
    long grown = 0;
    while (seen.size() <= KeptListings.MOST) {
      cancel.check();
      switch (listing.next()) {
        case Listing.Appeared(Listing.Found found) -> {
          if (shown(found, filter)) {
            grown++;
            if (!put(seen, found)) {
              return null;
            }
          }
        }
        case Listing.Found found -> {
          if (shown(found, filter) && !put(seen, found)) {
            return null;
          }
        }
        case Listing.Gone(RelPath path) -> {
          if (!hidden(path, false, filter)) {
            grown--;
            if (seen.put(path, Seen.ABSENT) != null) {
              return null;
            }
          }
        }
        case Listing.Trouble _ -> {
          return null;
        }
        case Listing.End end -> {
          return end.incomplete() == null ? new Changes(seen, grown, end) : null;
        }
      }
    }
    return null;
  }

  private static boolean put(NavigableMap<RelPath, Seen> seen, Listing.Found found) {
    Seen before = seen.put(found.path(), new Seen.Present(found.entry()));
    return before == null && found.closed() == null;
  }

  private static boolean shown(Listing.Found found, FilterCursor filter) {
    return !hidden(found.path(), found.entry().isDirectory(), filter);
  }

  static boolean hidden(RelPath path, boolean directory, FilterCursor filter) {
    return filter.excludes(path, directory);
  }
}
