package org.duplexsync.engine.pair;

import java.time.Duration;

/** How the engine lets time pass; a simulation moves its clock on instead. */
public interface Waiting {
  void pass(Duration time);

  Waiting REAL =
      time -> {
        try {
          Thread.sleep(time);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new CancelledException();
        }
      };
}
