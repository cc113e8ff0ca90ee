package org.duplexsync.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Old content that is kept on its own server.
 *
 * @param name below the versions directory of its side
 * @param entry as it was when it was kept; its inode tells whether it is still the same file
 * @param madeAt when it was replaced or removed
 * @param looks how often it was looked at again
 * @param lookAt when to look at it again, null: not before it is purged
 * @param purgeAfter null: kept until someone has seen it
 */
public record VersionRow(
    long run,
    Side side,
    String name,
    RelPath path,
    Entry entry,
    Instant madeAt,
    int looks,
    @Nullable Instant lookAt,
    @Nullable Instant purgeAfter,
    State state) {
  /** GREW: something wrote into it after it was replaced. */
  public enum State {
    KEPT,
    GREW,
    PURGED
  }
}
