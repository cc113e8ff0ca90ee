package org.duplexsync.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes many rows and writes them in transactions of a few thousand, without waiting for the disk.
 * Rows are visible after {@link #flush} or {@link #close}. For one thread.
 */
public final class BulkWriter<T> implements AutoCloseable {
  private static final int BATCH = 5_000;

  private final Consumer<List<T>> batch;
  private final List<T> rows = new ArrayList<>();

  BulkWriter(Consumer<List<T>> batch) {
    this.batch = batch;
  }

  public void add(T row) {
    rows.add(row);
    if (rows.size() >= BATCH) {
      flush();
    }
  }

  public void flush() {
    if (!rows.isEmpty()) {
      batch.accept(rows);
      rows.clear();
    }
  }

  @Override
  public void close() {
    flush();
  }
}
