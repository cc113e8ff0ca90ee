package org.duplexsync.commit;

import java.time.Duration;
import org.duplexsync.model.Side;

/** Slows down what travels, whatever carries it. For any thread. */
public interface Pace {
  Pace FREE =
      new Pace() {
        @Override
        public Duration sent(Side to, long bytes) {
          return Duration.ZERO;
        }

        @Override
        public void pass(Duration time) {}
      };

  /**
   * Bytes have travelled to a side.
   *
   * @return how long to wait before more may
   */
  Duration sent(Side to, long bytes);

  void pass(Duration time);
}
