package org.duplexsync.control;

/** Hears what was done with a pair and how it ended, for a log. */
@FunctionalInterface
public interface Told {
  Told NOBODY = (_, _) -> {};

  /**
   * @param good nothing went wrong
   * @param sentence names as the servers gave them, not escaped
   */
  void told(boolean good, String sentence);
}
