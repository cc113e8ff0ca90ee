package org.duplexsync.model;

import org.jspecify.annotations.Nullable;

/**
 * How many rows of a plan share these properties.
 *
 * @param deletes the choice that would delete something, null if neither would
 * @param chosen the decision taken, null if none
 * @param bytesToB what the files on A hold, that is what would travel with {@link Choice#A_TO_B}
 */
public record Count(
    Bucket bucket,
    @Nullable Choice deletes,
    Choice proposal,
    boolean safe,
    @Nullable Choice chosen,
    RowState state,
    long rows,
    long bytesToB,
    long bytesToA) {
  /** The decision, or the proposal where there is none. */
  public Choice choice() {
    return chosen == null ? proposal : chosen;
  }

  /** The same rows in another state. */
  public Count in(RowState other) {
    return new Count(bucket, deletes, proposal, safe, chosen, other, rows, bytesToB, bytesToA);
  }

  public boolean isDelete() {
    return choice() == Choice.DELETE || (deletes != null && choice() == deletes);
  }
}
