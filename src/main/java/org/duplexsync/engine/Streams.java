package org.duplexsync.engine;

import org.duplexsync.host.HostException;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.AgreedStream;
import org.duplexsync.reconcile.ListedStream;
import org.jspecify.annotations.Nullable;

/** The three streams that a compare joins, each in byte order of the path. */
interface Streams extends AutoCloseable {
  ListedStream<HostException> listed(Side side);

  AgreedStream<HostException> agreed();

  /** How many entries of a side came so far. */
  long count(Side side);

  /** Once all was read: why what a side did not name is unknown; null: it is absent. */
  @Nullable String incomplete(Side side);

  @Override
  void close();
}
