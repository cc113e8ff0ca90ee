package org.duplexsync.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the last writer left when it closed the database as it should: when it was last looked
 * through for damage, its size and time. A database that is still just so, and has no log, needs no
 * look; after a crash, a restore or a week it does, which takes a while with a large one.
 */
final class CleanEnd {
  private static final Duration LOOK_AGAIN = Duration.ofDays(7);

  private final StateFiles files;

  CleanEnd(StateFiles files) {
    this.files = files;
  }

  /** When it was last looked through, null if it must be now; holds for one opening only. */
  @Nullable Instant take(Instant now) throws IOException {
    List<String> said;
    try {
      said = Files.exists(files.clean()) ? Files.readAllLines(files.clean()) : List.of();
    } catch (IOException e) {
      said = List.of();
    }
    Files.deleteIfExists(files.clean());
    if (said.size() < 2 || !said.get(1).equals(now())) {
      return null;
    }
    try {
      Instant looked = Instant.parse(said.getFirst());
      return looked.isAfter(now) || looked.plus(LOOK_AGAIN).isBefore(now) ? null : looked;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** After the database was closed. Where it can't be written the next opening takes longer. */
  void leave(Instant looked) {
    try {
      String now = now();
      if (now != null) {
        files.replace(files.clean(), looked + "\n" + now + "\n");
      }
    } catch (IOException e) {
      return;
    }
  }

  private @Nullable String now() throws IOException {
    Path log = Path.of(files.database() + "-wal");
    if (!Files.exists(files.database()) || (Files.exists(log) && Files.size(log) > 0)) {
      return null;
    }
    var attributes = Files.readAttributes(files.database(), BasicFileAttributes.class);
    return attributes.size() + " " + attributes.lastModifiedTime().toInstant();
  }
}
