package org.duplexsync.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobLogTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T16:15:00Z"));

  @TempDir Path directory;

  private JobLog open(Path file) throws Exception {
    return JobLog.open(file, CLOCK, ZoneOffset.UTC);
  }

  @Test
  void aNameOfAServerForgesNoLine() throws Exception {
    Path file = directory.resolve("web.log");
    try (JobLog log = open(file)) {
      log.of("images").told(false, "failed: a\n2026-11-22 all is well\u001b[2J");
    }
    try (JobLog log = open(file)) {
      log.of("images").told(true, "compared");
    }
    assertEquals(
        List.of(
            "2026-11-22T16:15:00.000Z WARNING images: failed: a | 2026-11-22 all is well\\u001b[2J",
            "2026-11-22T16:15:00.000Z INFO    images: compared"),
        Files.readAllLines(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aLargeOneIsPutAsideWhenTheJobIsOpened() throws Exception {
    Path file = directory.resolve("web.log");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength((4 << 20) + 1);
    }
    try (JobLog log = open(file)) {
      log.of("images").told(true, "compared");
    }
    assertTrue(Files.size(file) < 100);
    assertEquals((4 << 20) + 1, Files.size(directory.resolve("web.log.1")));
  }
}
