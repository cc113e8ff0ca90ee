package org.duplexsync.engine.planning;

import java.util.function.Consumer;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.store.Baseline;
import org.duplexsync.store.BulkWriter;

/** Takes changes of the baseline: writes them if the leases are held. */
final class Agreements implements Consumer<BaselineChange>, AutoCloseable {
  private final boolean write;
  private final BulkWriter<BaselineChange> writer;
  private long count;

  Agreements(boolean write, Baseline baseline) {
    this.write = write;
    this.writer = baseline.writer();
  }

  @Override
  public void accept(BaselineChange change) {
    count++;
    if (write) {
      writer.add(change);
    }
  }

  void flush() {
    writer.flush();
  }

  long count() {
    return count;
  }

  @Override
  public void close() {
    writer.close();
  }
}
