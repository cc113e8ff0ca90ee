package org.duplexsync.control;

import org.duplexsync.model.RelPath;

/** Leaves paths out of a pair, for good. Realised by the composition root. */
public interface Exclusions {
  /**
   * Writes the rule into the job file and gives it to the engine.
   *
   * @throws ControlException if the file can't be changed; nothing is changed then
   */
  void exclude(RelPath path) throws ControlException;
}
