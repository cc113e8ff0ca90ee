package org.duplexsync.cli;

import org.duplexsync.control.PairInfo;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;

/** Live mode in words. */
final class LiveWords {
  private LiveWords() {}

  static String of(LiveStatus status) {
    if (status.queued() + status.travelling() > 0) {
      return Words.count(status.queued() + status.travelling(), "change", "changes")
          + " on the way";
    }
    if (status.waiting() > 0) {
      return Words.count(status.waiting(), "decision waits", "decisions wait")
          + ", all else in sync";
    }
    return status.asOf() == null ? "going live" : "live, in sync";
  }

  static String of(EngineState.Unreachable gone, PairInfo pair) {
    String what = gone.side() == null ? "stopped" : pair.host(gone.side()) + " unreachable";
    return gone.queued() < 0
        ? "%s: %s (all will be compared)".formatted(what, gone.reason())
        : "%s: %s (%s queued)"
            .formatted(what, gone.reason(), Words.count(gone.queued(), "change", "changes"));
  }
}
