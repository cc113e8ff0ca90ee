package org.duplexsync.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to do with known deletes, for this time. */
final class DeleteOption {
  enum Deletes {
    RESTORE,
    PROPAGATE,
    HOLD
  }

  @Option(
      names = "--deletes",
      paramLabel = "restore|propagate|hold",
      description = "What a delete on one side means, instead of the job's policy.")
  private @Nullable Deletes deletes;

  @Nullable String value() {
    return deletes == null ? null : deletes.name().toLowerCase(Locale.ROOT);
  }
}
