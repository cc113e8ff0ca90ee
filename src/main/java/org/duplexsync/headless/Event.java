package org.duplexsync.headless;

import java.time.Instant;
import java.util.Optional;
import org.duplexsync.control.Condition;
import org.duplexsync.control.PairInfo;

/**
 * Something that a person should hear of.
 *
 * @param times how often it happened since it was last told
 */
record Event(Kind kind, PairInfo pair, Condition condition, Instant at, int times) {
  enum Kind {
    /** A host is gone. */
    OUTAGE,
    /** It is back, and the pair is live again. */
    RETURN,
    /** Something waits for a person. */
    DECISION,
    /** The pair is no longer kept equal. */
    STOPPED
  }

  /** What has happened between two conditions but for returns; empty: nothing to tell. */
  static Optional<Kind> between(Condition before, Condition now) {
    boolean gone = now.state().equals("unreachable");
    if (gone) {
      return before.state().equals("unreachable") ? Optional.empty() : Optional.of(Kind.OUTAGE);
    }
    if (now.level() == Condition.Level.DOWN) {
      return before.level() == Condition.Level.DOWN ? Optional.empty() : Optional.of(Kind.STOPPED);
    }
    if (isStopped(now)) {
      return isStopped(before) ? Optional.empty() : Optional.of(Kind.STOPPED);
    }
    boolean waits = now.waiting() > 0 || now.state().equals("review");
    boolean waited = before.waiting() > 0 || before.state().equals("review");
    return waits && !waited ? Optional.of(Kind.DECISION) : Optional.empty();
  }

  /** A guard lets nothing go. */
  private static boolean isStopped(Condition condition) {
    return condition.state().equals("review") && condition.level() == Condition.Level.TROUBLE;
  }
}
