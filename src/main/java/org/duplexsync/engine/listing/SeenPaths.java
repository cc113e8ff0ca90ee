package org.duplexsync.engine.listing;

import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import org.duplexsync.host.HostException;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.reconcile.ListedStream;
import org.jspecify.annotations.Nullable;

/** One side's entries at some paths, as a listing; nothing of them is unknown. */
final class SeenPaths implements ListedStream<HostException> {
  private final Iterator<Map.Entry<RelPath, Seen>> all;
  private RelPath path = RelPath.ROOT;
  private @Nullable Entry entry;

  SeenPaths(NavigableMap<RelPath, Seen> seen) {
    this.all = seen.entrySet().iterator();
  }

  @Override
  public boolean next() {
    while (all.hasNext()) {
      Map.Entry<RelPath, Seen> next = all.next();
      if (next.getValue() instanceof Seen.Present(Entry there)) {
        path = next.getKey();
        entry = there;
        return true;
      }
    }
    return false;
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
    return null;
  }
}
