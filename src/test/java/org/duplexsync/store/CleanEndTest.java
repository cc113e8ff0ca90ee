package org.duplexsync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanEndTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:55:00Z");
  @TempDir private Path dir;
  private StateFiles files;
  private CleanEnd end;

  @BeforeEach
  void aDatabase() throws IOException {
    files = new StateFiles(dir, "web");
    end = new CleanEnd(files);
    Files.writeString(files.database(), "some rows");
  }

  @Test
  void holdsForTheNextOpeningOnly() throws IOException {
    assertNull(end.take(NOW));
    end.leave(NOW);
    assertEquals(NOW, end.take(NOW.plusSeconds(60)));
    assertNull(end.take(NOW.plusSeconds(61)));
  }

  @Test
  void aDatabaseThatIsNotAsItWasLeftIsLookedThrough() throws IOException {
    end.leave(NOW);
    Files.writeString(files.database(), "other rows");
    assertNull(end.take(NOW));

    end.leave(NOW);
    Files.setLastModifiedTime(files.database(), FileTime.from(NOW));
    assertNull(end.take(NOW));

    end.leave(NOW);
    Files.writeString(Path.of(files.database() + "-wal"), "more rows");
    assertNull(end.take(NOW));

    end.leave(NOW);
    assertFalse(Files.exists(files.clean()), "a log that was left behind is no clean end");
  }

  @Test
  void isDoubtedAfterAWeekAndWhenItIsOfTheFuture() throws IOException {
    end.leave(NOW);
    assertNull(end.take(NOW.plus(Duration.ofDays(8))));
    end.leave(NOW);
    assertNull(end.take(NOW.minusSeconds(1)));
    end.leave(NOW);
    Files.writeString(files.clean(), "no time\n");
    assertNull(end.take(NOW));
  }

  @Test
  void aStoreSaysSoWhenItIsClosedAndTakesItBackWhenItIsOpen() {
    InstantSource clock = () -> NOW;
    Store.open(dir.resolve("state"), "web", clock).close();
    Path clean = new StateFiles(dir.resolve("state"), "web").clean();
    assertTrue(Files.exists(clean));
    try (Store _ = Store.open(dir.resolve("state"), "web", clock)) {
      assertFalse(Files.exists(clean));
    }
    assertTrue(Files.exists(clean));
  }
}
