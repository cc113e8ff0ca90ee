package org.duplexsync.store;

import java.nio.file.Path;

/** How a store was found when it was opened. */
public sealed interface Opened {
  /** There was none: nothing was ever agreed. */
  record Fresh() implements Opened {}

  record Found() implements Opened {}

  /**
   * What was there can't be used and lies under another name now. The job starts as "never agreed".
   *
   * @param reason in words
   */
  record SetAside(Path where, String reason) implements Opened {}
}
