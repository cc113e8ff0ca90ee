package org.duplexsync.host;

import java.time.Instant;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** What to list. */
public sealed interface Scope {
  record Whole() implements Scope {}

  /**
   * All, or only what differs from a whole listing that the host has kept: then {@link
   * Listing.Appeared}, {@link Listing.Found} (is another now) and {@link Listing.Gone}, in any
   * order. What the host keeps is told by {@link Tree#kept}.
   *
   * @param known the name of a kept listing, null for all
   * @param keepAs the name to keep this listing under, null not to; 1 to 64 of {@code [A-Za-z0-9-]}
   */
  record Since(@Nullable String known, @Nullable String keepAs) implements Scope {}

  /** The path itself and, if it is a directory, everything below. */
  record Below(RelPath path) implements Scope {}

  /** The path itself and, if it is a directory, what stands right in it; of the root only that. */
  record Children(RelPath path) implements Scope {}

  /**
   * What was changed, created or moved since then by the host's clock, and all below directories
   * that were: a second complete look that finds what a first one missed while the tree was moving.
   */
  record Touched(Instant since) implements Scope {}
}
