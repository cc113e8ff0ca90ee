package org.duplexsync.host;

import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * A running listing. The last item is always an {@link End}; after it {@link #next} is not called
 * again.
 */
public interface Listing extends AutoCloseable {
  Item next() throws HostException;

  /** Cancels the listing if it has not ended. */
  @Override
  void close();

  sealed interface Item {}

  /**
   * @param closed why nothing is known below this directory (not readable, another mount), null if
   *     all of it follows
   */
  record Found(RelPath path, Entry entry, @Nullable String closed) implements Item {}

  /** A path of which nothing can be told, nor of what is below it. */
  record Trouble(RelPath path, String reason) implements Item {}

  /** In a listing of what differs from a kept one: a path that was not listed then. */
  record Appeared(Found found) implements Item {}

  /** In a listing of what differs from a kept one: a path that is not listed any more. */
  record Gone(RelPath path) implements Item {}

  /**
   * The trailer.
   *
   * @param entries how many were found
   * @param incomplete null if what was not named is absent; else why absent means unknown
   * @param started the host's clock when the listing began
   * @param kept all of it is kept on the host under the name that was asked for
   */
  record End(long entries, @Nullable String incomplete, java.time.Instant started, boolean kept)
      implements Item {
    public End(long entries, @Nullable String incomplete, java.time.Instant started) {
      this(entries, incomplete, started, false);
    }
  }
}
