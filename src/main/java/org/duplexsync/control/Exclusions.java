package org.duplexsync.control;

import org.duplexsync.model.RelPath;

/** Leaves paths out of a pair, for good. Realised by the composition root. */
public interface Exclusions {
  /** A rule as it was written. */
  interface Rule {
    /**
     * Takes it out of the job file and away from the engine. False: it is not there any more as it
     * was written, and nothing was changed.
     *
     * @throws ControlException if the file can't be changed; nothing is changed then
     */
    boolean takeBack() throws ControlException;
  }

  /**
   * Writes the rule into the job file and gives it to the engine.
   *
   * @throws ControlException if the file can't be changed; nothing is changed then
   */
  Rule exclude(RelPath path) throws ControlException;
}
