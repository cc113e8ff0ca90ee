package org.duplexsync.engine.pair;

import org.jspecify.annotations.Nullable;

/**
 * The operator's wish to end one request; looked at often. Each request has its own, from before it
 * waits for its turn to its end, so that no wish is forgotten and none outlives what it was about.
 */
public final class Cancel {
  private volatile boolean wanted;
  private boolean ended;
  private @Nullable Runnable hook;
  private @Nullable Runnable endHook;

  public synchronized void ask() {
    wanted = true;
    run(hook);
  }

  /** What is under way ends, and nothing will follow: connections need not survive it. */
  public synchronized void end() {
    wanted = true;
    ended = true;
    run(endHook);
  }

  private static void run(@Nullable Runnable action) {
    if (action != null) {
      action.run();
    }
  }

  /** What ends the step that comes now, instead of the one before; at once if that was asked. */
  public void onAsk(@Nullable Runnable onAsk) {
    onAsk(onAsk, onAsk);
  }

  /** As {@link #onAsk(Runnable)}, with other means for {@link #end}. */
  public synchronized void onAsk(@Nullable Runnable onAsk, @Nullable Runnable onEnd) {
    hook = onAsk;
    endHook = onEnd;
    if (wanted) {
      run(ended ? onEnd : onAsk);
    }
  }

  public boolean asked() {
    return wanted;
  }

  public void check() {
    if (wanted) {
      throw new CancelledException();
    }
  }
}
