package org.duplexsync.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.headless.Log.Level;
import org.junit.jupiter.api.Test;

class LogTest {
  @Test
  void eachLineHasItsTimeToTheMillisecondSoThatColumnsStandInLine() throws Exception {
    List<String> lines = new ArrayList<>();
    Instant[] now = {Instant.parse("2026-11-23T13:07:22Z")};
    try (Log log = Log.plain(lines::add, () -> now[0], ZoneId.of("Europe/Berlin"))) {
      log.write(Level.INFO, "a");
      now[0] = Instant.parse("2026-11-23T13:07:42.790999Z");
      log.write(Level.WARNING, "b");
    }
    assertEquals(
        List.of(
            "2026-11-23T14:07:22.000+01:00 INFO    a", "2026-11-23T14:07:42.790+01:00 WARNING b"),
        lines);
  }
}
