package org.duplexsync.model;

import org.jspecify.annotations.Nullable;

/** How an action ended. */
public sealed interface Outcome {
  /**
   * @param after what stands at the path now; null: nothing
   * @param version the name under which the old content is kept on that server, null if there was
   *     none
   * @param note what a person should know though it is done: what could not be taken over (group,
   *     access list, context), why another route than the wanted one was taken; null: nothing
   */
  record Done(@Nullable Entry after, @Nullable String version, @Nullable String note)
      implements Outcome {
    public Done(@Nullable Entry after, @Nullable String version) {
      this(after, version, null);
    }
  }

  /** The path was not as planned; nothing was changed, it goes back to reconcile. */
  record Drifted(String reason) implements Outcome {}

  /** It failed, or was not reached; nothing was changed. */
  record Failed(String reason) implements Outcome {
    private static final String READING = "it could not be read: ";

    /** It is the side that it comes from which refused. */
    public static Failed reading(String why) {
      return new Failed(READING + why);
    }

    public static boolean isOfReading(String reason) {
      return reason.startsWith(READING);
    }
  }

  /** Left as it is on purpose, such as a directory that still holds something. */
  record Kept(String reason) implements Outcome {}
}
