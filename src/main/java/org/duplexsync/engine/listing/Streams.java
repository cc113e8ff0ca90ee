package org.duplexsync.engine.listing;

import java.time.Instant;
import org.duplexsync.host.HostException;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.AgreedStream;
import org.duplexsync.reconcile.Join;
import org.duplexsync.reconcile.ListedStream;
import org.duplexsync.store.OpenPaths;
import org.jspecify.annotations.Nullable;

/** The three streams that a compare joins, each in byte order of the path. */
interface Streams extends AutoCloseable {
  ListedStream<HostException> listed(Side side);

  AgreedStream<HostException> agreed();

  /** How many entries of a side came so far. */
  long count(Side side);

  /** Once all was read: why what a side did not name is unknown; null: it is absent. */
  @Nullable String incomplete(Side side);

  /** What a join of these found, of the whole trees. */
  default Join.Summary summary(Join.Summary joined) {
    return joined;
  }

  /** When both sides were last listed whole; null: just now. */
  default @Nullable Instant whole() {
    return null;
  }

  /** Once all was read: under which name both hosts have kept it; null if they have not. */
  default @Nullable String kept() {
    return null;
  }

  /** What is not as in the listings kept before; null: they were listed whole. */
  default OpenPaths.@Nullable Told told() {
    return null;
  }

  @Override
  void close();
}
