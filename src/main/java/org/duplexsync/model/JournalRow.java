package org.duplexsync.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One action that was tried, with what it found and left behind.
 *
 * @param seq within the run, given by the store; ignored when a row is added
 * @param at when it ended, by the engine's clock
 * @param by on whose approval: {@code operator:NAME} or {@code policy:NAME}
 * @param before what stood at the path, null: nothing; {@code after} likewise
 * @param hash of the content that travelled, null if none did or it isn't known
 * @param route the name of the route that carried bytes, null if none travelled
 */
public record JournalRow(
    long run,
    long seq,
    Instant at,
    String pair,
    Action action,
    Cause cause,
    String by,
    @Nullable Entry before,
    @Nullable Entry after,
    @Nullable Sha256 hash,
    @Nullable String route,
    long bytes,
    Duration took,
    Outcome outcome) {
  public RelPath path() {
    return action.path();
  }

  public Side side() {
    return action.on();
  }
}
