package org.duplexsync.engine.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.duplexsync.model.RelPath;

/** Which of the places that wait may be looked at by now. */
record Ripe(Gathering gathering, Due due, Instant now, DirtySet.Agreements agreed) {
  /** Places that seem to be of our own writes come after all else, but not for ever. */
  private static final Duration OWN = Duration.ofSeconds(5);

  /**
   * @param waits for something that is under way
   * @param own gets what seems to be of our own writes, {@code news} all else
   */
  void sort(Map<RelPath, Dirt> places, Predicate<RelPath> waits, Turns news, Turns own) {
    places.forEach((path, dirt) -> {
      if (due.of(path, dirt, now, agreed).isAfter(now) || waits.test(path)) {
        return;
      }
      if (gathering.until(path, dirt) != null) {
        news.together(path);
      } else if (isOwn(path, dirt)) {
        own.add(path, dirt.since());
      } else {
        news.add(path, dirt.since());
      }
    });
  }

  private boolean isOwn(RelPath path, Dirt dirt) {
    return dirt.mayBeOwn()
        && dirt.since().plus(OWN).isAfter(now)
        && agreed.wrote(path, dirt.side());
  }

  /** When the first of them may be looked at; empty: there is none. */
  Optional<Instant> first(Map<RelPath, Dirt> places, Predicate<RelPath> waits) {
    Instant first = null;
    for (var each : places.entrySet()) {
      Instant from = due.of(each.getKey(), each.getValue(), now, agreed);
      if ((first == null || from.isBefore(first)) && !waits.test(each.getKey())) {
        first = from;
      }
    }
    return Optional.ofNullable(first);
  }
}
