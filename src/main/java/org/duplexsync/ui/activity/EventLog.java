package org.duplexsync.ui.activity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.duplexsync.model.LiveEvent;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;

/** The latest events; what failed again and again for one reason is one row, where it was last. */
final class EventLog {
  static final int KEPT = 2_000;
  static final int PATHS = 20;

  /** By their place in time, the oldest first. */
  private final Map<String, EventRow> rows = new LinkedHashMap<>();

  private long last;

  void add(List<LiveEvent> events) {
    for (LiveEvent event : events) {
      if (event.id() > last) {
        last = event.id();
        String key = key(event);
        EventRow before = rows.remove(key);
        rows.put(key, before == null ? EventRow.of(event) : joined(before, event));
      }
    }
    var oldest = rows.keySet().iterator();
    while (rows.size() > KEPT) {
      oldest.next();
      oldest.remove();
    }
  }

  /** The same for events that are told together. */
  private static String key(LiveEvent event) {
    return switch (event.outcome()) {
      case Outcome.Failed(String reason) -> "failed " + plain(reason, event.path());
      case Outcome.Drifted(String reason) -> "drifted " + plain(reason, event.path());
      case Outcome.Done _, Outcome.Kept _ -> Long.toString(event.id());
      case null -> Long.toString(event.id());
    };
  }

  /** A reason that names its path is the same reason for another. */
  private static String plain(String reason, RelPath path) {
    return reason.replaceAll("(?<![\\w/.-])" + Pattern.quote(path.toString()) + "(?![\\w/-])", "*");
  }

  private static EventRow joined(EventRow before, LiveEvent event) {
    List<RelPath> paths = new ArrayList<>(before.paths());
    paths.remove(event.path());
    paths.addFirst(event.path());
    return new EventRow(
        event,
        before.times() + 1,
        before.first(),
        List.copyOf(paths.subList(0, Math.min(PATHS, paths.size()))));
  }

  /** The id of the last event; 0: none. */
  long last() {
    return last;
  }

  /** The latest first. */
  List<EventRow> rows() {
    return List.copyOf(new ArrayList<>(rows.values()).reversed());
  }
}
