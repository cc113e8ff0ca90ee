package org.duplexsync.engine.listing;

import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.filter.FilterCursor;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Listing;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.reconcile.ListedStream;
import org.jspecify.annotations.Nullable;

/** A host's listing without what the filter excludes. */
public final class ListedTree implements ListedStream<HostException>, AutoCloseable {
  private final Listing listing;
  private final FilterCursor filter;
  private final Cancel cancel;
  private RelPath path = RelPath.ROOT;
  private @Nullable Entry entry;
  private @Nullable String closed;
  private Listing.@Nullable End end;
  private long count;
  private boolean blind;

  public ListedTree(Listing listing, FilterCursor filter, Cancel cancel) {
    this.listing = listing;
    this.filter = filter;
    this.cancel = cancel;
  }

  @Override
  public boolean next() throws HostException {
    while (end == null) {
      cancel.check();
      switch (listing.next()) {
        case Listing.Found(RelPath at, Entry found, String why) -> set(at, found, why);
        case Listing.Trouble(RelPath at, String why) -> set(at, null, why);
        case Listing.Appeared _, Listing.Gone _ ->
            throw new IllegalStateException("not asked for what differs");
        case Listing.End last -> {
          end = last;
          return false;
        }
      }
      if (!excluded()) {
        blind |= entry == null || closed != null;
        count++;
        return true;
      }
    }
    return false;
  }

  private void set(RelPath at, @Nullable Entry found, @Nullable String why) {
    path = at;
    entry = found;
    closed = why;
  }

  private boolean excluded() {
    return filter.excludes(path, entry != null && entry.isDirectory());
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

  /** Whether there was something so far of which, or of what is below it, nothing can be told. */
  boolean blind() {
    return blind;
  }

  /** How many entries came so far. */
  long count() {
    return count;
  }

  /** The trailer, once {@link #next} answered false. */
  public Listing.End end() {
    if (end == null) {
      throw new IllegalStateException("the listing has not ended");
    }
    return end;
  }

  @Override
  public void close() {
    listing.close();
  }
}
