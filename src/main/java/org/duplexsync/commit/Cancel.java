package org.duplexsync.commit;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Asks a commit to stop: between batches, and while content is staged. */
public final class Cancel {
  private final Set<Runnable> hooks = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;

  public void cancel() {
    cancelled = true;
    hooks.forEach(Runnable::run);
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /** Runs it on cancel, at once if that was already; until the answer is closed. */
  Hooked onCancel(Runnable hook) {
    hooks.add(hook);
    if (cancelled) {
      hook.run();
    }
    return () -> hooks.remove(hook);
  }

  /** Takes a hook out again. */
  interface Hooked extends AutoCloseable {
    @Override
    void close();
  }
}
