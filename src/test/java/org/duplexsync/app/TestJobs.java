package org.duplexsync.app;

import java.time.InstantSource;
import org.duplexsync.control.JobOpener;

/** The program's way to open jobs, for tests of other packages. */
public final class TestJobs {
  private TestJobs() {}

  public static JobOpener opener() {
    return new Jobs(InstantSource.system(), false);
  }
}
