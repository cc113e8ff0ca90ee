package org.duplexsync.control;

import java.nio.file.Path;

/** Opens a job file in this process. Realised by the composition root. */
public interface JobOpener {
  /**
   * @param state where state is kept
   * @throws ControlException if the job file or the state can't be used; says where and what to
   *     write instead
   */
  JobControl open(Path jobFile, Path state, Questions questions) throws ControlException;
}
