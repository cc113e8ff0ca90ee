package org.duplexsync.commit;

import java.util.List;
import org.duplexsync.host.Expected;
import org.duplexsync.host.StageAsk;
import org.duplexsync.model.Side;

/** What travels in one direction in one batch; the source and the target may be one side. */
record Lane(Ends ends, Side source, Side target, List<Load> loads) {
  End from() {
    return ends.of(source);
  }

  End to() {
    return ends.of(target);
  }

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
    return new Lane(ends, source, target, some);
  }
}
