package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StateApartTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  private DuplexRun compare(String file, Path state, String... more) {
    String[] all = new String[4 + more.length];
    System.arraycopy(more, 0, all, 4, more.length);
    all[0] = "compare";
    all[1] = file;
    all[2] = "--state";
    all[3] = state.toString();
    return DuplexRun.of(all);
  }

  @Test
  void aStateInsideATreeOfThisMachineIsRefusedAndNotMade() throws Exception {
    LocalJob job = LocalJob.in(directory, "", "");
    Path inside = job.b("deep").resolve("state");
    DuplexRun refused = compare(job.file().toString(), inside).exits(3);
    assertTrue(refused.err().contains("or exclude \"/deep/state/\""), refused.err());
    assertFalse(Files.exists(job.b("deep")));
    compare(job.file().toString(), directory.resolve("a")).exits(3);
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("b"));
    JsonNode json =
        compare(job.file().toString(), directory.resolve("link/state"), "--json").exits(3).json();
    assertEquals("STATE_IN_ROOT", json.at("/errors/0/kind").asString());
    compare(job.file().toString(), directory.resolve("ab")).exits(0);
  }

  @Test
  void oneThatIsExcludedThereMayBeThere() throws Exception {
    LocalJob job = LocalJob.in(directory, "\"exclude\": [\"/deep/\"],", "");
    compare(job.file().toString(), job.b("deep").resolve("state")).exits(0);
    assertTrue(Files.exists(job.b("deep/state")));
  }
}
