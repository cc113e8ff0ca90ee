package org.duplexsync.reconcile;

import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** The baseline's stream within a join: checks its order. */
final class AgreedRows<X extends Exception> {
  private final AgreedStream<? extends X> stream;
  private @Nullable RelPath path;
  private long count;

  AgreedRows(AgreedStream<? extends X> stream) {
    this.stream = stream;
  }

  void advance() throws X {
    if (!stream.next()) {
      path = null;
      return;
    }
    RelPath next = stream.path();
    if (path != null && path.compareTo(next) >= 0) {
      throw new OutOfOrderException("The baseline", next, path);
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

  AgreedStream<? extends X> stream() {
    return stream;
  }

  long count() {
    return count;
  }
}
