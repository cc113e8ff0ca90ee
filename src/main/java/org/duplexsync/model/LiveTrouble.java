package org.duplexsync.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What does not go by itself while a pair is live. */
public sealed interface LiveTrouble {
  /** When it began. */
  Instant since();

  /**
   * A change that failed; it is tried again by and by.
   *
   * @param on whose server refused; null: not known
   * @param why as that server said it
   */
  record Failed(RelPath path, @Nullable Side on, String why, Instant since)
      implements LiveTrouble {}

  /**
   * A link that is not made or changed because something in what it leads to keeps failing.
   *
   * @param on where it would be
   * @param target where it leads
   * @param failed what is still missing there
   */
  record Leads(RelPath path, Side on, RelPath target, RelPath failed, Instant since)
      implements LiveTrouble {}

  /** A guard that holds deletes until a person has decided; all else goes on. */
  record Stopped(Halt halt, Instant since) implements LiveTrouble {}
}
