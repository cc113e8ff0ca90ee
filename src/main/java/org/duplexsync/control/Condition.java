package org.duplexsync.control;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duplexsync.engine.HaltText;
import org.duplexsync.model.CommitProgress;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Halt;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * How a pair fares while its engine runs, for logs, status files and monitoring.
 *
 * @param state one word, such as {@code live}
 * @param sentence for people
 * @param host the name of the host in trouble; null: none
 * @param since when the state began; null: it has no beginning
 * @param queued changes that were not looked at yet; -1: too many to remember
 * @param travelling changes that are being carried out
 * @param waiting changes that wait for a person
 * @param blocked of these, paths that no decision lets go: something has to change on a server
 * @param asOf when both sides were last known to be equal but for what waits; null: not known
 * @param failed of those that wait, changes that failed and are tried again
 * @param troubles what does not go by itself: guards that hold something, then some of what failed
 * @param notes what else an operator should know
 */
public record Condition(
    Level level,
    String state,
    String sentence,
    @Nullable String host,
    @Nullable Instant since,
    long queued,
    long travelling,
    long waiting,
    long blocked,
    @Nullable Instant asOf,
    long failed,
    List<Trouble> troubles,
    List<String> notes) {
  /** In order of trouble. */
  public enum Level {
    /** Nothing for a person to do. */
    GOOD,
    /** Not in sync yet, or not without a person. */
    WAITING,
    /** A host is gone, or changes fail. */
    TROUBLE,
    /** Nothing is kept in sync. */
    DOWN
  }

  public static Condition of(EngineState state, PairInfo pair) {
    return switch (state) {
      case EngineState.Live(LiveStatus s, Instant since) ->
          of(level(s), "live", live(s), since, s, pair);
      case EngineState.Paused(LiveStatus s, Instant since) ->
          of(Level.WAITING, "paused", "paused, " + queue(s.queued()), since, s, pair);
      case EngineState.Unreachable gone -> unreachable(gone, pair);
      case EngineState.Failed(Side side, String reason, Instant since) ->
          simple(Level.DOWN, "failed", pair.at(side, reason), host(side, pair), since);
      case EngineState.Stopped() -> simple(Level.DOWN, "stopped", "stopped", null, null);
      case EngineState.Review(long _, long waiting, List<Halt> stops, Instant since) ->
          new Condition(
              stops.isEmpty() ? Level.WAITING : Level.TROUBLE,
              "review",
              stops.isEmpty() ? "a plan waits for a person" : stopped(stops, pair),
              null,
              since,
              0,
              0,
              waiting,
              0,
              null,
              0,
              List.of(),
              List.of());
      case EngineState.Connecting(Side side, Instant since) ->
          simple(
              Level.WAITING,
              "connecting",
              "connecting to "
                  + (side == null ? pair.hostA() + " and " + pair.hostB() : pair.host(side)),
              null,
              since);
      case EngineState.Comparing(long _, long _, long _, _, Instant since) ->
          simple(Level.WAITING, "comparing", "comparing both sides", null, since);
      case EngineState.Reading(long files, long total, Instant since) ->
          simple(
              Level.WAITING,
              "reading",
              "%d of %d files read that were taken for equal".formatted(files, total),
              null,
              since);
      case EngineState.Committing(var progress, Instant since) ->
          simple(Level.WAITING, "committing", carriedOut(progress), null, since);
      case EngineState.InSync(long _, Instant asOf) ->
          new Condition(
              Level.GOOD,
              "in-sync",
              "in sync",
              null,
              asOf,
              0,
              0,
              0,
              0,
              asOf,
              0,
              List.of(),
              List.of());
    };
  }

  private static Level level(LiveStatus status) {
    return status.failed() > 0 ? Level.TROUBLE : status.waiting() > 0 ? Level.WAITING : Level.GOOD;
  }

  private static Condition of(
      Level level, String state, String sentence, Instant since, LiveStatus s, PairInfo pair) {
    List<Trouble> troubles = Trouble.of(s.troubles(), pair);
    return new Condition(
        level,
        state,
        sentence + told(troubles, s.failed()),
        null,
        since,
        s.queued(),
        s.travelling(),
        s.waiting(),
        s.blocked(),
        s.asOf(),
        s.failed(),
        troubles,
        s.notes());
  }

  /** The first failure and link, and every guard; the others are listed. */
  private static String told(List<Trouble> troubles, long failed) {
    StringBuilder told = new StringBuilder();
    Set<String> kinds = new HashSet<>();
    for (Trouble trouble : troubles) {
      if (kinds.add(trouble.kind()) || trouble.path() == null) {
        told.append(". ").append(trouble.sentence());
      }
    }
    return kinds.contains("failed") && failed > 1
        ? told.append(" (and %d more)".formatted(failed - 1)).toString()
        : told.toString();
  }

  private static Condition simple(
      Level level, String state, String sentence, @Nullable String host, @Nullable Instant since) {
    return new Condition(
        level, state, sentence, host, since, 0, 0, 0, 0, null, 0, List.of(), List.of());
  }

  private static Condition unreachable(EngineState.Unreachable gone, PairInfo pair) {
    return new Condition(
        Level.TROUBLE,
        "unreachable",
        pair.at(gone.side(), gone.reason()) + meanwhile(gone, pair),
        host(gone.side(), pair),
        gone.since(),
        gone.queued(),
        0,
        0,
        0,
        null,
        0,
        List.of(),
        List.of());
  }

  private static String meanwhile(EngineState.Unreachable gone, PairInfo pair) {
    Side side = gone.side();
    return side == null || gone.queued() <= 0
        ? ""
        : "; " + queue(gone.queued()) + " on " + pair.host(side.other());
  }

  private static @Nullable String host(@Nullable Side side, PairInfo pair) {
    return side == null ? null : pair.host(side);
  }

  private static String live(LiveStatus status) {
    long moving = status.queued() + status.travelling();
    String what = moving > 0 ? changes(moving) + " on the way" : "all else in sync";
    String wait = waiting(status);
    if (status.failed() > 0) {
      return changes(status.failed())
          + " failed and will be tried again, "
          + (wait.isEmpty() ? "" : wait + ", ")
          + what;
    }
    if (!wait.isEmpty()) {
      return wait + ", " + what;
    }
    return moving > 0 ? what : status.asOf() == null ? "going live" : "live, in sync";
  }

  /** Empty: nothing that only a person can deal with. */
  private static String waiting(LiveStatus status) {
    long decisions = Math.max(0, status.waiting() - status.blocked() - status.failed());
    String wait = decisions + (decisions == 1 ? " decision waits" : " decisions wait");
    String blocked =
        status.blocked() + (status.blocked() == 1 ? " path is blocked" : " paths are blocked");
    if (status.blocked() == 0) {
      return decisions == 0 ? "" : wait;
    }
    return decisions == 0 ? blocked : wait + ", " + blocked;
  }

  private static String changes(long count) {
    return count + (count == 1 ? " change" : " changes");
  }

  private static String carriedOut(CommitProgress progress) {
    return progress.items() == 0
        ? "carrying out " + changes(progress.itemsTotal())
        : "%d of %s carried out".formatted(progress.items(), changes(progress.itemsTotal()));
  }

  /** The first guard says why, the review has them all. */
  private static String stopped(List<Halt> stops, PairInfo pair) {
    int more = stops.size() - 1;
    return "nothing goes until a person has decided: "
        + HaltText.of(stops.getFirst(), pair::host)
        + (more == 0 ? "" : " (and %d more)".formatted(more));
  }

  private static String queue(long queued) {
    return queued == 1 ? "1 change queued" : queued + " changes queued";
  }
}
