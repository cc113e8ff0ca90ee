package org.duplexsync.model;

import org.jspecify.annotations.Nullable;

/**
 * An action about to be committed, durable before any server is touched.
 *
 * @param number its place in the batch
 * @param stage the name in the temp dir, null if nothing is staged
 * @param version the name under which the old content will be kept, null if nothing is replaced
 * @param staged what was staged, with its inode; null until then
 * @param hash of the staged content; null until then, or if it has none
 */
public record Intent(
    int number,
    Action action,
    @Nullable String stage,
    @Nullable String version,
    @Nullable Entry staged,
    @Nullable Sha256 hash,
    State state) {
  /** How far it got. */
  public enum State {
    PLANNED,
    STAGED,
    /** What was staged may have been thrown away: that it is gone says nothing. */
    SETTLED
  }

  public static Intent planned(
      int number, Action action, @Nullable String stage, @Nullable String version) {
    return new Intent(number, action, stage, version, null, null, State.PLANNED);
  }

  public Intent staged(Entry entry, @Nullable Sha256 sha256) {
    return new Intent(number, action, stage, version, entry, sha256, State.STAGED);
  }
}
