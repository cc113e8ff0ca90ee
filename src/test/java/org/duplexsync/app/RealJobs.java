package org.duplexsync.app;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.duplexsync.control.JobOpener;

/** Opens jobs as the program does, for tests of front ends. */
public final class RealJobs {
  private RealJobs() {}

  public static JobOpener opener() {
    return new Jobs(InstantSource.system(), false);
  }

  /**
   * The program in a process of its own.
   *
   * @param said takes what it says
   */
  public static ProcessBuilder process(Path said, String... arguments) {
    return LocalJob.program(said, List.of(arguments));
  }
}
