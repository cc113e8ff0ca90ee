package org.duplexsync.headless;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    /** A change failed; it is tried again by and by. */
    FAILED,
    /** The pair is no longer kept equal, or deletes are held until a person has decided. */
    STOPPED
  }

  /**
   * What has happened but for returns; empty: nothing to tell.
   *
   * @param before the last condition of all
   * @param settled the last one in which it was known what waits: it is not while hosts are reached
   *     and compared
   */
  static List<Kind> between(Condition before, Condition settled, Condition now) {
    if (isGone(now)) {
      return isGone(before) ? List.of() : List.of(Kind.OUTAGE);
    }
    if (now.level() == Condition.Level.DOWN) {
      return before.level() == Condition.Level.DOWN ? List.of() : List.of(Kind.STOPPED);
    }
    if (isStopped(now)) {
      return isStopped(settled) ? List.of() : List.of(Kind.STOPPED);
    }
    if (!isSettled(now)) {
      return List.of();
    }
    var kinds = new ArrayList<Kind>();
    if (holds(now) && !holds(settled)) {
      kinds.add(Kind.STOPPED);
    } else if (waits(now) && !waits(settled)) {
      kinds.add(Kind.DECISION);
    }
    if (now.failed() > 0 && settled.failed() == 0) {
      kinds.add(Kind.FAILED);
    }
    return kinds;
  }

  static boolean isGone(Condition condition) {
    return condition.state().equals("unreachable");
  }

  /** It says what waits and what failed. */
  static boolean isSettled(Condition condition) {
    return switch (condition.state()) {
      case "connecting", "comparing", "committing", "unreachable" -> false;
      default -> true;
    };
  }

  /** A guard lets nothing go. */
  private static boolean isStopped(Condition condition) {
    return condition.state().equals("review") && condition.level() == Condition.Level.TROUBLE;
  }

  /** A guard holds deletes. */
  private static boolean holds(Condition condition) {
    return condition.troubles().stream().anyMatch(trouble -> trouble.path() == null);
  }

  private static boolean waits(Condition condition) {
    return condition.waiting() > condition.failed() || condition.state().equals("review");
  }
}
