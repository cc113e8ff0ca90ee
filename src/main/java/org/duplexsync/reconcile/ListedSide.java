package org.duplexsync.reconcile;

import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** One side's stream within a join: checks its order and remembers the places it can't see into. */
final class ListedSide<X extends Exception> {
  private final ListedStream<? extends X> stream;
  private final Side side;
  private final Prefixes<String> closed = new Prefixes<>();
  private @Nullable RelPath path;
  private @Nullable String unknown;
  private long count;

  ListedSide(ListedStream<? extends X> stream, Side side) {
    this.stream = stream;
    this.side = side;
  }

  void advance() throws X {
    if (!stream.next()) {
      path = null;
      return;
    }
    RelPath next = stream.path();
    if (path != null && path.compareTo(next) >= 0) {
      throw new OutOfOrderException("The listing of " + side, next, path);
    }
    path = next;
    count++;
  }

  @Nullable RelPath path() {
    return path;
  }

  boolean at(RelPath least) {
    return path != null && path.equals(least);
  }

  /** Whether the path, which must come in order, is below a place that this side can't see into. */
  boolean below(RelPath least) {
    unknown = null;
    if (closed.isEmpty()) {
      return false;
    }
    closed.moveTo(least);
    return closed.enclosing(least) != null;
  }

  /** What stands at the stream's path; null if that or what is below it is not known. */
  @Nullable Entry enter() {
    Entry entry = stream.entry();
    unknown = stream.closed();
    if (unknown == null && entry == null) {
      unknown = "can't be read";
    }
    if (unknown != null && path != null) {
      closed.push(path, unknown);
      return null;
    }
    return entry;
  }

  Seen seen(boolean here) {
    Entry entry = here ? stream.entry() : null;
    return unknown != null
        ? new Seen.Unknown(unknown)
        : entry == null ? Seen.ABSENT : new Seen.Present(entry);
  }

  long count() {
    return count;
  }
}
