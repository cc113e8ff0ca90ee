package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.duplexsync.Await;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program is told to end, as by Ctrl+C: within a second, with nothing half done. */
class InterruptedTest {
  /** A second, and more for a busy machine. */
  private static final Duration SOON = Duration.ofSeconds(3);

  @TempDir Path directory;
  private LocalJob job = new LocalJob(Path.of("/"), Path.of("/"));
  private @Nullable Process running;

  @BeforeEach
  void twoTrees() throws Exception {
    job = LocalJob.in(directory, "", "");
    Files.writeString(job.a("new"), "made on A");
  }

  @AfterEach
  void end() {
    if (running != null) {
      running.destroyForcibly();
    }
  }

  private Process start(LocalJob of, String command, String... options) throws Exception {
    running = of.process(command, options).start();
    return running;
  }

  private void endsSoon(Process process) throws Exception {
    long at = System.nanoTime();
    process.destroy();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
    Duration took = Duration.ofNanos(System.nanoTime() - at);
    assertTrue(took.compareTo(SOON) < 0, "it took " + took + "\n" + job.said());
    assertEquals(128 + 15, process.exitValue());
  }

  @Test
  void whileAServerLetsItWaitAtTheLogIn() throws Exception {
    try (SilentServer server = new SilentServer()) {
      Process sync = start(server.with(job), "sync", "--approve", "safe", "--yes");
      server.awaitGuest();
      Await.until("it says so", () -> job.said().contains("connecting"));
      endsSoon(sync);
    }
    assertFalse(Files.exists(job.b("new")));
    assertTrue(job.said().contains("Cancelled; nothing was left half done."), job.said());
  }
}
