package org.duplexsync.ui;

import java.nio.file.Path;
import org.duplexsync.control.ControlException;

/** Goes on with a job without a window. Realised by the composition root. */
public interface Headless {
  /**
   * Starts an engine in a process of its own, which outlives this one, and waits until it has the
   * job. This process must have let go of the job before.
   *
   * @throws ControlException if it did not come up; says why, and nothing of it is left running
   */
  void goOn(Path jobFile, Path state) throws ControlException;
}
