package org.duplexsync.engine.listing;

import java.util.function.Consumer;
import org.duplexsync.host.HostException;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.reconcile.ListedStream;
import org.jspecify.annotations.Nullable;

/**
 * A listing that tells how far a join of it is. Who joins moves on the stream that stands first, so
 * the path that it leaves is one before which everything was joined.
 */
final class ToldStream implements ListedStream<HostException> {
  private final ListedStream<HostException> listed;
  private final int every;
  private final Consumer<RelPath> progress;
  private long read;

  /**
   * @param every so many entries
   */
  ToldStream(ListedStream<HostException> listed, int every, Consumer<RelPath> progress) {
    this.listed = listed;
    this.every = every;
    this.progress = progress;
  }

  @Override
  public boolean next() throws HostException {
    if (read > 0 && read % every == 0) {
      progress.accept(listed.path());
    }
    read++;
    return listed.next();
  }

  @Override
  public RelPath path() {
    return listed.path();
  }

  @Override
  public @Nullable Entry entry() {
    return listed.entry();
  }

  @Override
  public @Nullable String closed() {
    return listed.closed();
  }
}
