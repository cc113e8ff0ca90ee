package org.duplexsync.control;

import java.nio.file.Path;

/** Opens job files. Realised by the composition root. */
public interface JobOpener {
  /**
   * Opens a job in this process; or where an engine of this machine runs it, attaches to that.
   *
   * @param state where state is kept
   * @throws ControlException if the job file or the state can't be used; says where and what to
   *     write instead
   */
  JobControl open(Path jobFile, Path state, Questions questions) throws ControlException;

  /**
   * As {@link #open}, to look only: attaches to the engine that runs the job, or reads what is
   * stored, also while another process has it open. Then nothing but that can be asked for.
   */
  default JobControl look(Path jobFile, Path state) throws ControlException {
    return open(jobFile, state, Questions.NOBODY);
  }
}
