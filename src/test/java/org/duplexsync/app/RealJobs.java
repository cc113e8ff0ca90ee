package org.duplexsync.app;

import java.time.InstantSource;
import org.duplexsync.control.JobOpener;

/** Opens jobs as the program does, for tests of front ends. */
public final class RealJobs {
  private RealJobs() {}

  public static JobOpener opener() {
    return new Jobs(InstantSource.system(), false);
  }
}
