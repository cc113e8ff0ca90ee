package org.duplexsync.engine.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.model.Transfer;
import org.jspecify.annotations.Nullable;

/** What a live pair says of itself: what waits, what travels, as of when both sides are equal. */
final class Status {
  private static final int SOME = 20;

  private final Pipeline pipeline;
  private final Rounds rounds;
  private final Watched watched;
  private final Remarks remarks;
  private @Nullable Instant asOf;
  private volatile long queued;
  private volatile List<RelPath> some = List.of();

  Status(Pipeline pipeline, Rounds rounds, Watched watched, Remarks remarks) {
    this.pipeline = pipeline;
    this.rounds = rounds;
    this.watched = watched;
    this.remarks = remarks;
  }

  /** Nothing is known of both sides any more. */
  void forget() {
    asOf = null;
  }

  /** The clock was set back to this time: what was known by now was not known later. */
  void setBack(Instant now) {
    asOf = asOf != null && asOf.isAfter(now) ? null : asOf;
  }

  /**
   * @param live what differs is looked for
   */
  LiveStatus now(Instant now, boolean live, boolean paused) {
    if (live && rounds.isQuiet()) {
      Instant proven = now.minus(silent());
      asOf = asOf == null || proven.isAfter(asOf) ? proven : asOf;
    }
    queued = rounds.dirty().size();
    some = rounds.dirty().some(SOME);
    var notes = watched.notes();
    notes.addAll(pipeline.notes());
    notes.addAll(remarks.now(paused));
    return new LiveStatus(
        rounds.queued(),
        rounds.carriages.size() + (pipeline.travelling() == null ? 0 : 1),
        pipeline.waiting(),
        pipeline.failed(),
        pipeline.blocked(),
        asOf,
        pipeline.writes(),
        pipeline.echoes(),
        notes,
        pipeline.troubles());
  }

  /** How long ago it was last proven that both sides are heard. */
  private Duration silent() {
    Duration a = pipeline.watch(Side.A).silent();
    Duration b = pipeline.watch(Side.B).silent();
    return a.compareTo(b) > 0 ? a : b;
  }

  /** What is on its way; on any thread. */
  List<Transfer> transfers() {
    var all = new ArrayList<Transfer>();
    Transfer main = pipeline.travelling();
    if (main != null) {
      all.add(main);
    }
    all.addAll(rounds.carriages.transfers());
    return all;
  }

  /** How much waits to be looked at; on any thread. */
  long queued() {
    return queued;
  }

  /** Some of what waits; on any thread. */
  List<RelPath> some() {
    return some;
  }
}
