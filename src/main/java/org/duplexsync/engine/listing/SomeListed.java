package org.duplexsync.engine.listing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.filter.FilterCursor;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Listing;
import org.duplexsync.host.Scope;
import org.duplexsync.host.Tree;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.reconcile.ListedStream;
import org.jspecify.annotations.Nullable;

/** Some places of one side as a listing in path order: paths that were looked at, and subtrees. */
final class SomeListed implements ListedStream<HostException>, AutoCloseable {
  /** Listings asked for before their turn, so that their round trips overlap. */
  private static final int AHEAD = 8;

  private final Tree tree;
  private final Map<RelPath, Seen> looked;
  private final List<Segment> segments;
  private final FilterCursor filter;
  private final Cancel cancel;
  private final Map<RelPath, Listing> open = new HashMap<>();
  private @Nullable Listing body;
  private int at;
  private int ahead;
  private RelPath path = RelPath.ROOT;
  private @Nullable Entry entry;
  private @Nullable String closed;
  private @Nullable String incomplete;
  private long count;

  SomeListed(
      Tree tree,
      Map<RelPath, Seen> looked,
      List<Segment> segments,
      FilterCursor filter,
      Cancel cancel) {
    this.tree = tree;
    this.looked = looked;
    this.segments = segments;
    this.filter = filter;
    this.cancel = cancel;
  }

  @Override
  public boolean next() throws HostException {
    while (true) {
      cancel.check();
      boolean found;
      if (body != null) {
        found = take(body.next());
      } else if (at < segments.size()) {
        found = begin(segments.get(at++));
      } else {
        return false;
      }
      if (found && !excluded()) {
        count++;
        return true;
      }
    }
  }

  private boolean begin(Segment segment) throws HostException {
    return switch (segment.part()) {
      case POINT ->
          switch (looked.getOrDefault(segment.path(), Seen.ABSENT)) {
            case Seen.Absent _ -> false;
            case Seen.Present(Entry found) -> set(segment.path(), found, null);
            case Seen.Unknown(String reason) -> set(segment.path(), null, reason);
          };
      case HEAD -> {
        askAhead();
        yield take(listing(segment.path()).next());
      }
      case BODY -> {
        body = open.get(segment.path());
        yield false;
      }
    };
  }

  private void askAhead() throws HostException {
    ahead = Math.max(ahead, at);
    while (open.size() < AHEAD && ahead < segments.size()) {
      Segment next = segments.get(ahead++);
      if (next.part() == Segment.Part.HEAD) {
        listing(next.path());
      }
    }
  }

  private Listing listing(RelPath directory) throws HostException {
    Listing listing = open.get(directory);
    if (listing == null) {
      listing = tree.list(new Scope.Below(directory));
      open.put(directory, listing);
    }
    return listing;
  }

  private boolean take(Listing.Item item) {
    return switch (item) {
      case Listing.Found(RelPath found, Entry now, String why) -> set(found, now, why);
      case Listing.Trouble(RelPath found, String why) -> set(found, null, why);
      case Listing.Appeared _, Listing.Gone _ ->
          throw new IllegalStateException("not asked for what differs");
      case Listing.End end -> {
        incomplete = incomplete == null ? end.incomplete() : incomplete;
        ended();
        yield false;
      }
    };
  }

  /** Of a path that is not there the listing has ended before its body's turn. */
  private void ended() {
    if (body != null) {
      Listing over = body;
      body = null;
      open.values().remove(over);
      over.close();
    } else {
      Listing over = open.remove(segments.get(at - 1).path());
      if (over != null) {
        over.close();
      }
    }
  }

  private boolean set(RelPath found, @Nullable Entry now, @Nullable String why) {
    path = found;
    entry = now;
    closed = why;
    return true;
  }

  private boolean excluded() {
    return path.isRoot() || filter.excludes(path, entry != null && entry.isDirectory());
  }

  @Override
  public RelPath path() {
    return path;
  }

  @Override
  public @Nullable Entry entry() {
    return entry;
  }

  @Override
  public @Nullable String closed() {
    return closed;
  }

  long count() {
    return count;
  }

  @Nullable String incomplete() {
    return incomplete;
  }

  @Override
  public void close() {
    open.values().forEach(Listing::close);
    open.clear();
  }
}
