package org.duplexsync.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a pair fares that is kept equal while both sides change.
 *
 * @param queued paths that something happened to and that were not looked at yet
 * @param travelling actions that are being carried out
 * @param waiting rows that wait for a person's decision
 * @param failed of these, rows at which something failed; it is tried again by and by
 * @param blocked of those that wait, paths that no decision lets go: something has to change on a
 *     server
 * @param asOf when both sides were last known to be equal but for what waits; null: not yet
 * @param writes own writes since going live; {@code echoes} looks that were only due to them
 * @param notes sentences an operator should know, such as how a side is watched
 * @param troubles guards that hold something, links that wait, then the first few of what failed
 */
public record LiveStatus(
    long queued,
    long travelling,
    long waiting,
    long failed,
    long blocked,
    @Nullable Instant asOf,
    long writes,
    long echoes,
    List<String> notes,
    List<LiveTrouble> troubles) {
  public static final LiveStatus NONE = new LiveStatus(0, 0, 0, null, 0, 0, List.of());

  public LiveStatus {
    notes = List.copyOf(notes);
    troubles = List.copyOf(troubles);
  }

  /** Nothing has failed or is blocked. */
  public LiveStatus(
      long queued,
      long travelling,
      long waiting,
      @Nullable Instant asOf,
      long writes,
      long echoes,
      List<String> notes) {
    this(queued, travelling, waiting, 0, 0, asOf, writes, echoes, notes, List.of());
  }

  /** The same as of another moment. */
  public LiveStatus at(@Nullable Instant moment) {
    return new LiveStatus(
        queued, travelling, waiting, failed, blocked, moment, writes, echoes, notes, troubles);
  }

  /** Nothing is on its way, and both sides have been compared. */
  public boolean quiet() {
    return queued == 0 && travelling == 0 && asOf != null;
  }
}
