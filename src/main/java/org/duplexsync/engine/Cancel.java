package org.duplexsync.engine;

import org.jspecify.annotations.Nullable;

/** The operator's wish to end what is under way; looked at often. */
final class Cancel {
  private volatile boolean wanted;
  private volatile @Nullable Runnable hook;

  void ask() {
    wanted = true;
    Runnable now = hook;
    if (now != null) {
      now.run();
    }
  }

  /** Begins anew; the hook ends what waits for a server. */
  void reset(@Nullable Runnable onAsk) {
    hook = onAsk;
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
