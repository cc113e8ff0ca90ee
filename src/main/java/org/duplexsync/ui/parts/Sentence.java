package org.duplexsync.ui.parts;

import java.time.Instant;
import java.util.Optional;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Halt;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.LiveTrouble;
import org.duplexsync.model.Side;

/**
 * The one honest sentence at the top of the window.
 *
 * @param tone how it is coloured, beside its words
 */
public record Sentence(String text, Tone tone) {
  public enum Tone {
    QUIET,
    BUSY,
    ASKS,
    GOOD,
    BAD
  }

  public static Sentence of(EngineState state, Optional<PlanSummary> plan, Words words) {
    return switch (state) {
      case EngineState.Stopped() -> before(plan, words);
      case EngineState.Connecting connecting ->
          new Sentence(
              connecting.waitingFor() == null
                  ? Text.of("state.connecting")
                  : Text.of("state.connectingTo", words.host(connecting.waitingFor())),
              Tone.BUSY);
      case EngineState.Comparing c ->
          new Sentence(
              Text.of("state.comparing", c.entriesA(), c.entriesB(), c.differences()), Tone.BUSY);
      case EngineState.Reading r ->
          new Sentence(Text.of("state.reading", r.files(), r.total()), Tone.BUSY);
      case EngineState.Review _ -> rest(plan, words);
      case EngineState.Committing c ->
          new Sentence(
              Text.of("state.committing", c.progress().items(), c.progress().itemsTotal()),
              Tone.BUSY);
      case EngineState.InSync(long entries, var asOf) ->
          plan.isPresent() && (plan.get().rows() > 0 || !plan.get().partial().isEmpty())
              ? rest(plan, words)
              : new Sentence(Text.of("state.inSync", words.time(asOf), entries), Tone.GOOD);
      case EngineState.Failed failed ->
          new Sentence(
              failed.side() == null
                  ? Text.of("state.failed", words.time(failed.since()))
                  : Text.of(
                      "state.unreachable", words.host(failed.side()), words.time(failed.since())),
              Tone.BAD);
      case EngineState.Live(LiveStatus status, _) -> live(status, words);
      case EngineState.Paused(LiveStatus status, var since) ->
          new Sentence(Text.of("state.paused", words.time(since), status.queued()), Tone.ASKS);
      case EngineState.Unreachable gone -> gone(gone, words);
    };
  }

  private static Sentence live(LiveStatus status, Words words) {
    for (LiveTrouble trouble : status.troubles()) {
      if (trouble instanceof LiveTrouble.Stopped(Halt.TooManyDeletes halt, Instant since)) {
        return new Sentence(
            Text.of(
                "state.deletesHeld",
                words.time(since),
                halt.deletes(),
                words.host(halt.side()),
                halt.limit()),
            Tone.ASKS);
      }
    }
    if (status.failed() > 0) {
      return new Sentence(failed(status, words), Tone.BAD);
    }
    long moving = status.queued() + status.travelling();
    if (status.waiting() > 0) {
      String all = moving > 0 ? Text.of("state.onTheWay", moving) : Text.of("state.elseInSync");
      return new Sentence(Text.of("state.waitsToo", waiting(status), all), Tone.ASKS);
    }
    if (moving > 0) {
      return new Sentence(Text.of("state.onTheWay", moving), Tone.BUSY);
    }
    return status.asOf() == null
        ? new Sentence(Text.of("state.goingLive"), Tone.BUSY)
        : new Sentence(Text.of("state.live", words.time(status.asOf())), Tone.GOOD);
  }

  /** What no decision lets go is not called one. */
  private static String waiting(LiveStatus status) {
    long decisions = status.waiting() - status.blocked();
    String blocked = Text.of("state.blocked", status.blocked());
    if (decisions <= 0) {
      return blocked;
    }
    String decide = Text.of("state.decide", decisions);
    return status.blocked() == 0 ? decide : Text.of("state.waitsToo", decide, blocked);
  }

  /** The first by name, with the server that refused it. */
  private static String failed(LiveStatus status, Words words) {
    for (LiveTrouble trouble : status.troubles()) {
      if (trouble instanceof LiveTrouble.Failed(var path, Side on, String _, Instant since)
          && on != null) {
        return Text.of(
            "state.failedAt",
            path.toString(),
            words.host(on),
            words.time(since),
            status.failed() - 1);
      }
    }
    return Text.of("state.failedSome", status.failed());
  }

  private static Sentence gone(EngineState.Unreachable gone, Words words) {
    String since = words.time(gone.since());
    if (gone.side() == null) {
      return new Sentence(Text.of("state.failed", since), Tone.BAD);
    }
    return new Sentence(
        gone.queued() < 0
            ? Text.of("state.unreachableMany", words.host(gone.side()), since)
            : Text.of("state.unreachableQueued", words.host(gone.side()), since, gone.queued()),
        Tone.BAD);
  }

  /** Nobody looks any more: what was equal may differ by now. */
  private static Sentence before(Optional<PlanSummary> known, Words words) {
    Sentence then = rest(known, words);
    return known.isPresent() && then.tone() == Tone.GOOD
        ? new Sentence(Text.of("state.wasEqual", words.time(known.get().compared())), Tone.QUIET)
        : then;
  }

  private static Sentence rest(Optional<PlanSummary> known, Words words) {
    if (known.isEmpty()) {
      return new Sentence(Text.of("state.never"), Tone.QUIET);
    }
    PlanSummary plan = known.get();
    if (plan.halts().stream().anyMatch(halt -> !halt.acknowledged())) {
      return new Sentence(Text.of("state.halted"), Tone.BAD);
    }
    if (plan.rows() == 0) {
      return plan.partial().isEmpty()
          ? new Sentence(Text.of("state.noDifferences", words.time(plan.compared())), Tone.GOOD)
          : new Sentence(Text.of("state.partial", plan.partial().size()), Tone.ASKS);
    }
    long conflicts = plan.undecided();
    return conflicts > 0
        ? new Sentence(Text.of("state.decisions", conflicts, plan.rows()), Tone.ASKS)
        : new Sentence(Text.of("state.differences", plan.rows()), Tone.ASKS);
  }
}
