package org.duplexsync.host;

import org.duplexsync.model.Entry;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/** How one {@link Step} ended. */
public sealed interface StepOutcome {
  /**
   * @param after what stands at the step's (new) path, null if nothing
   * @param version what was kept under the version name, null if nothing was
   */
  record Done(@Nullable Entry after, @Nullable Entry version) implements StepOutcome {}

  /**
   * Not as planned; the place is as it was found.
   *
   * @param kept true when something that nobody planned came out and was kept under the version
   *     name
   */
  record Drifted(Seen now, boolean kept) implements StepOutcome {}

  /** A directory that holds something. */
  record NotEmpty() implements StepOutcome {}

  /**
   * @param error the symbolic name of errno, such as {@code EACCES}
   */
  record Failed(String error, String reason) implements StepOutcome {}
}
