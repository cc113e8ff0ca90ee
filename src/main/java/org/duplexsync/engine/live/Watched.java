package org.duplexsync.engine.live;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.host.News;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** How both sides are watched, and what an operator should know about that. */
final class Watched {
  private final Map<Side, String> watching = new EnumMap<>(Side.class);
  private final Map<Side, String> limited = new EnumMap<>(Side.class);

  void clear() {
    watching.clear();
    limited.clear();
  }

  /** Nothing that happens from now on is missed. */
  boolean both() {
    return watching.size() == Side.values().length;
  }

  /** What to do about the limit stands for as long as it makes a difference. */
  void watching(Side side, News.@Nullable Polling polling) {
    watching.put(side, polling == null ? "" : polled(side, polling));
    if (polling == null) {
      limited.remove(side);
    }
  }

  void limited(Side side, News.WatchLimit limit) {
    limited.put(side, side + ": " + limit.advice());
  }

  List<String> notes() {
    var notes = new ArrayList<>(limited.values());
    watching.values().stream().filter(note -> !note.isEmpty()).forEach(notes::add);
    return notes;
  }

  private static String polled(Side side, News.Polling polling) {
    return "%s is listed every %d s, which takes %d ms, because %s"
        .formatted(side, polling.interval().toSeconds(), polling.cost().toMillis(), polling.why());
  }
}
