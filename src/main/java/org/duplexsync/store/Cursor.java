package org.duplexsync.store;

import java.util.Iterator;

/**
 * Rows, one at a time, as they were when the cursor was opened, whatever is written meanwhile. For
 * one thread at a time. Must be closed, also when it was read to its end.
 */
public interface Cursor<T> extends Iterator<T>, AutoCloseable {
  @Override
  void close();
}
