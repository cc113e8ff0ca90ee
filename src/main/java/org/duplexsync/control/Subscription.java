package org.duplexsync.control;

/** Ends listening when closed. */
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
