package org.duplexsync.commit;

import java.util.List;
import org.duplexsync.host.Expected;
import org.duplexsync.host.StageAsk;

/** What travels in one direction in one batch; {@code from} and {@code to} may be one side. */
record Lane(End from, End to, List<Load> loads) {
  /**
   * One thing that travels.
   *
   * @param source where it lies, as it must still be
   */
  record Load(StageAsk ask, Expected source) {
    long bytes() {
      return source.entry().size();
    }

    boolean isFile() {
      return source.entry().isFile();
    }
  }

  Lane with(List<Load> some) {
    return new Lane(from, to, some);
  }
}
