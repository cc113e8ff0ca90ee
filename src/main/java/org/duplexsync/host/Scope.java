package org.duplexsync.host;

import java.time.Instant;
import org.duplexsync.model.RelPath;

/** What to list. */
public sealed interface Scope {
  record Whole() implements Scope {}

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
