package org.duplexsync.engine.live;

import java.time.Instant;

/** When what is not due to an event is done next; {@link Instant#MAX}: not at all. */
final class Timetable {
  Instant compare = Instant.MAX;
  Instant relook = Instant.MAX;

  /** Of all of it. */
  Instant next() {
    return compare.isBefore(relook) ? compare : relook;
  }

  /** This machine's clock was set back: nothing waits for a time that was to come before. */
  void setBack(Instant now) {
    compare = compare.equals(Instant.MAX) ? compare : now;
    relook = relook.equals(Instant.MAX) ? relook : now;
  }
}
