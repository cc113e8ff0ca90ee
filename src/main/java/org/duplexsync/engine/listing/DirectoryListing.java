package org.duplexsync.engine.listing;

import java.util.Map;
import java.util.TreeMap;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.filter.FilterCursor;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Listing;
import org.duplexsync.host.Scope;
import org.duplexsync.host.Tree;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/**
 * What stands right in one directory of one side now, in path order.
 *
 * @param others what is to be thought of a path that is not among the entries
 */
public record DirectoryListing(Map<RelPath, Seen> entries, Seen others) {
  /** More than anyone looks through; a server can't fill the memory with it. */
  private static final int MOST = 200_000;

  public static DirectoryListing of(
      Tree tree, RelPath directory, FilterCursor filter, Cancel cancel) throws HostException {
    Map<RelPath, Seen> entries = new TreeMap<>();
    Seen others = Seen.ABSENT;
    try (Listing listing = tree.list(new Scope.Children(directory))) {
      while (true) {
        cancel.check();
        switch (listing.next()) {
          case Listing.Found(RelPath path, Entry _, @Nullable String closed)
              when path.equals(directory) ->
              others = closed == null ? others : new Seen.Unknown(closed);
          case Listing.Trouble(RelPath path, String why) when path.equals(directory) ->
              others = new Seen.Unknown(why);
          case Listing.Found(RelPath path, Entry entry, _) -> {
            if (shown(path, entry.isDirectory(), filter)) {
              entries.put(path, new Seen.Present(entry));
            }
          }
          case Listing.Trouble(RelPath path, String why) ->
              entries.put(path, new Seen.Unknown(why));
          case Listing.Appeared _, Listing.Gone _ ->
              throw new IllegalStateException("not asked for what differs");
          case Listing.End end -> {
            String why = end.incomplete();
            return new DirectoryListing(entries, why == null ? others : new Seen.Unknown(why));
          }
        }
        if (entries.size() > MOST) {
          throw new HostException(directory + " holds more than " + MOST + " entries");
        }
      }
    }
  }

  private static boolean shown(RelPath path, boolean directory, FilterCursor filter) {
    return !filter.excludes(path, directory);
  }

  public Seen seen(RelPath path) {
    return entries.getOrDefault(path, others);
  }
}
