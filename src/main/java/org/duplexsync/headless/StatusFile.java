package org.duplexsync.headless;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.duplexsync.control.Condition;
import org.duplexsync.control.PairInfo;
import org.jspecify.annotations.Nullable;

/** How all pairs fare, in a file that is replaced whole, so that a reader sees one or the other. */
final class StatusFile {
  private final Path file;
  private final Duration interval;
  private @Nullable Instant due;
  private Instant written = Instant.MIN;

  StatusFile(Path file, Duration interval) {
    this.file = file;
    this.interval = interval;
  }

  /** Also when the clock was set back. */
  boolean due(Instant now) {
    return due == null || !now.isBefore(due) || now.isBefore(written);
  }

  /** One pair of the job, now. */
  record Row(PairInfo pair, Condition condition) {}

  void write(String job, Instant now, List<Row> rows) throws IOException {
    due = now.plus(interval);
    written = now;
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    Files.write(fresh, Documents.status(job, now, rows));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
