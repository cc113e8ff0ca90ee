package org.duplexsync.ui.activity;

import java.time.Instant;
import java.util.List;
import org.duplexsync.model.LiveEvent;
import org.duplexsync.model.RelPath;

/**
 * One line of what happened: an event, or many alike.
 *
 * @param latest the last of them
 * @param times how many there were
 * @param first when the first was
 * @param paths of the latest ones, each once, the last first
 */
record EventRow(LiveEvent latest, long times, Instant first, List<RelPath> paths) {
  static EventRow of(LiveEvent event) {
    return new EventRow(event, 1, event.ended(), List.of(event.path()));
  }

  boolean many() {
    return times > 1;
  }
}
