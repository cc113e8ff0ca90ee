package org.duplexsync.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the engine of one pair is doing; immutable, the latest is published to whoever listens. */
public sealed interface EngineState {
  record Stopped() implements EngineState {}

  /**
   * @param waitingFor which side is not there yet, null: both
   */
  record Connecting(@Nullable Side waitingFor, Instant since) implements EngineState {}

  /**
   * Counts are "so far".
   *
   * @param at what comes before this path in byte order was listed on both sides; the root: nothing
   *     yet, null: all of it
   */
  record Comparing(
      long entriesA, long entriesB, long differences, @Nullable RelPath at, Instant since)
      implements EngineState {
    public static Comparing begun(Instant since) {
      return new Comparing(0, 0, 0, RelPath.ROOT, since);
    }

    /** Whether all below this directory was listed. */
    public boolean isBehind(RelPath directory) {
      return at == null || at.isBeyond(directory);
    }
  }

  /**
   * The compare is over; files that were only taken for equal, by size and time, are read.
   *
   * @param files so far
   * @param total that nobody had read when it began
   */
  record Reading(long files, long total, Instant since) implements EngineState {}

  /**
   * A plan waits for the operator.
   *
   * @param waiting rows that wait for a decision or an approval
   * @param stops the guards that stopped it: as long as they stand nothing goes by itself
   */
  record Review(long planId, long waiting, List<Halt> stops, Instant since) implements EngineState {
    public Review {
      stops = List.copyOf(stops);
    }

    /** Without a guard. */
    public Review(long planId, Instant since) {
      this(planId, 0, List.of(), since);
    }
  }

  record Committing(CommitProgress progress, Instant since) implements EngineState {}

  /** Both sides were compared and nothing differs. */
  record InSync(long entries, Instant asOf) implements EngineState {}

  /**
   * Ended by trouble with a host or the store.
   *
   * @param side whose host it was, null: neither
   * @param reason a sentence: what, where, what is safe, what to do
   */
  record Failed(@Nullable Side side, String reason, Instant since) implements EngineState {}

  /** Both sides are watched, and what changes travels. */
  record Live(LiveStatus status, Instant since) implements EngineState {}

  /** Both sides are watched, and nothing is written until an operator goes on. */
  record Paused(LiveStatus status, Instant since) implements EngineState {}

  /**
   * A host is gone while the pair is to be live; the engine tries again by itself.
   *
   * @param side whose host it is, null: neither (this machine's store, say)
   * @param reason a sentence: what, where, what is safe
   * @param queued paths of the other side that are known to have changed since; -1: too many to
   *     remember, all will be compared
   */
  record Unreachable(
      @Nullable Side side, String reason, Instant since, Instant retryAt, long queued)
      implements EngineState {}
}
