package org.duplexsync.host.ssh;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Puts one question at a time before the operator. */
final class Asking {
  private final ReentrantLock one = new ReentrantLock();

  <T> T ask(Supplier<T> question) {
    one.lock();
    try {
      return question.get();
    } finally {
      one.unlock();
    }
  }
}
