package org.duplexsync.host;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request as it comes in. Bounded: the helper may send no more than the window
 * beyond what was taken.
 */
final class Answer {
  /** Frames that are under way when the credit ends may still come. */
  private static final int SLACK = 1 << 20;

  /**
   * @param last the answer is complete with it
   */
  record Part(byte[] bytes, boolean last) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Part> parts = new ArrayDeque<>();
  private final long window;
  private long waiting;
  private @Nullable Exception failure;
  private volatile Runnable wake = () -> {};

  final int id;

  Answer(int id, long window) {
    this.id = id;
    this.window = window;
  }

  void add(Part part) throws WireException {
    lock.lock();
    try {
      waiting += part.bytes.length;
      if (waiting > window + SLACK) {
        throw new WireException("more than was asked for");
      }
      parts.add(part);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    wake.run();
  }

  void fail(Exception why) {
    lock.lock();
    try {
      if (failure == null) {
        failure = why;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    wake.run();
  }

  /** Called for each part and for a failure, on the thread that reads; and once now. */
  void onPart(Runnable call) {
    wake = call;
    call.run();
  }

  /** True if {@link #poll} gives or throws something. */
  boolean waits() {
    lock.lock();
    try {
      return !parts.isEmpty() || failure != null;
    } finally {
      lock.unlock();
    }
  }

  /** The next part if it is there already, else null. */
  @Nullable Part poll() throws HostException, TreeException {
    lock.lock();
    try {
      Part part = parts.poll();
      if (part == null && failure != null) {
        throw rethrown(failure);
      }
      waiting -= part == null ? 0 : part.bytes.length;
      return part;
    } finally {
      lock.unlock();
    }
  }

  /** The next part, in order; parts that came before a failure are given first. */
  Part next(Duration limit) throws HostException, TreeException {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (parts.isEmpty() && failure == null) {
        if (left <= 0) {
          throw new HostException("no answer within " + limit.toSeconds() + " seconds");
        }
        left = changed.awaitNanos(left);
      }
      Part part = parts.poll();
      if (part == null) {
        throw rethrown(failure);
      }
      waiting -= part.bytes.length;
      return part;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  /** With the trace of who waits; the connection's own is its cause. */
  private static HostException rethrown(@Nullable Exception why) throws TreeException {
    if (why instanceof TreeException tree) {
      throw tree;
    }
    if (why instanceof WireException wire) {
      return wire;
    }
    return why == null
        ? new HostException("cancelled")
        : new HostException(String.valueOf(why.getMessage()), why);
  }
}
