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
   * @param kept where something is kept that nobody planned and that came out: a version's name,
   *     or, when the versions took nothing, {@code parked/NAME} or {@code tmp/NAME}; null: nothing
   */
  record Drifted(Seen now, @Nullable String kept) implements StepOutcome {}

  /** A directory that holds something. */
  record NotEmpty() implements StepOutcome {}

  /**
   * @param error the symbolic name of errno, such as {@code EACCES}
   */
  record Failed(String error, String reason) implements StepOutcome {}
}
