package org.duplexsync.headless;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.duplexsync.control.Condition;
import org.duplexsync.control.PairInfo;
import org.duplexsync.model.EngineState;

/** Hears of one pair's states; logs what a person would want to read, and tells of events. */
final class Follower implements Consumer<EngineState> {
  private final PairInfo pair;
  private final Log log;
  private final InstantSource clock;
  private final Consumer<Event> events;
  private Condition now;
  private Condition settled;
  private Condition logged;
  private boolean wasGone;
  private boolean begun;

  Follower(PairInfo pair, Log log, InstantSource clock, Consumer<Event> events) {
    this.pair = pair;
    this.log = log;
    this.clock = clock;
    this.events = events;
    this.now = Condition.of(new EngineState.Stopped(), pair);
    this.settled = now;
    this.logged = now;
  }

  synchronized Condition condition() {
    return now;
  }

  /** It has been something else than stopped. */
  synchronized boolean begun() {
    return begun;
  }

  @Override
  public synchronized void accept(EngineState state) {
    Condition next = Condition.of(state, pair);
    var kinds = new ArrayList<>(Event.between(now, settled, next));
    if (wasGone) {
      // each try to reach a host that is gone ends in one more outage
      kinds.remove(Event.Kind.OUTAGE);
    }
    if (next.state().equals("live") && wasGone) {
      kinds.addFirst(Event.Kind.RETURN);
      wasGone = false;
    }
    wasGone |= Event.isGone(next);
    now = next;
    settled = Event.isSettled(next) ? next : settled;
    begun |= !(state instanceof EngineState.Stopped);
    if (isNews(next)) {
      log.write(level(next), pair.name() + ": " + next.sentence());
      logged = next;
    }
    kinds.forEach(kind -> events.accept(new Event(kind, pair, next, clock.instant(), 1)));
  }

  private boolean isNews(Condition next) {
    if (next.state().equals("unreachable")) {
      return !next.sentence().equals(logged.sentence());
    }
    boolean trying = wasGone && next.state().equals("connecting");
    boolean other =
        !next.state().equals(logged.state())
            || next.level() != logged.level()
            || (next.waiting() > 0) != (logged.waiting() > 0)
            || !troubles(next).equals(troubles(logged));
    return !trying && (other || (isQuiet(next) && !isQuiet(logged)));
  }

  /** The first of each kind: those of them that follow are in the status, and in each row. */
  private static List<String> troubles(Condition condition) {
    var told = new LinkedHashMap<String, String>();
    condition
        .troubles()
        .forEach(
            trouble -> told.putIfAbsent(trouble.kind(), trouble.cause().replaceAll("\\d", "")));
    return List.copyOf(told.values());
  }

  /** A line that tells of changes on the way is not the last one. */
  private static boolean isQuiet(Condition condition) {
    return condition.queued() == 0 && condition.travelling() == 0;
  }

  private static Log.Level level(Condition condition) {
    return switch (condition.level()) {
      case GOOD -> Log.Level.INFO;
      case WAITING ->
          condition.waiting() > 0 || condition.state().equals("review")
              ? Log.Level.NOTICE
              : Log.Level.INFO;
      case TROUBLE -> Log.Level.WARNING;
      case DOWN -> condition.state().equals("failed") ? Log.Level.ERROR : Log.Level.INFO;
    };
  }
}
