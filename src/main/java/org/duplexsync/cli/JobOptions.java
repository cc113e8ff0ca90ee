package org.duplexsync.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all commands on a job take. */
final class JobOptions {
  @Parameters(index = "0", paramLabel = "JOB", description = "The job file (*.duplex.json).")
  @SuppressWarnings("NullAway.Init")
  Path job;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where state is kept; default: duplex below the XDG state directory.")
  @Nullable Path state;

  @Option(names = "--pair", paramLabel = "NAME", description = "Only this pair of the job.")
  @Nullable String pair;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  boolean help;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;
}
