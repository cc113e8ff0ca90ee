package org.duplexsync.engine;

import org.jspecify.annotations.Nullable;

/** The operator's wish to end what is under way; looked at often. */
final class Cancel {
  private volatile boolean wanted;
  private volatile @Nullable Runnable hook;
  private volatile @Nullable Runnable endHook;

  void ask() {
    wanted = true;
    run(hook);
  }

  /** What is under way ends, and nothing will follow: connections need not survive it. */
  void end() {
    wanted = true;
    run(endHook);
  }

  private static void run(@Nullable Runnable action) {
    if (action != null) {
      action.run();
    }
  }

  /** Begins anew; the hook ends what waits for a server. */
  void reset(@Nullable Runnable onAsk) {
    reset(onAsk, onAsk);
  }

  /** Begins anew, with other means for {@link #end}. */
  void reset(@Nullable Runnable onAsk, @Nullable Runnable onEnd) {
    hook = onAsk;
    endHook = onEnd;
    wanted = false;
  }

  boolean asked() {
    return wanted;
  }

  void check() {
    if (wanted) {
      throw new CancelledException();
    }
  }
}
