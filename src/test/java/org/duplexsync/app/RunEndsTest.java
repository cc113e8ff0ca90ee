package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.duplexsync.Await;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

/**
 * An engine without a window is told to end, whatever it is at: within five seconds and cleanly.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunEndsTest {
  private static final String NO_REVIEW =
      "\"policy\": {\"reviewAtStart\": \"never\", \"reviewOnReturn\": \"never\"},";

  @TempDir Path directory;
  private @Nullable Process process;

  @AfterEach
  void end() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Its events, one file for each. */
  private String notify(String more) {
    return "\"notifyCommand\": [\"/bin/sh\", \"-c\", \"cat > %1$s/.$$; mv %1$s/.$$ %1$s/event.$$; %2$s\"]"
        .formatted(directory, more);
  }

  private List<String> events() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(path -> path.getFileName().toString().startsWith("event."))
          .map(path -> new ObjectMapper().readTree(path.toFile()).get("event").asString())
          .sorted()
          .toList();
    }
  }

  private Process run(LocalJob job) throws IOException {
    Process started = job.process("run").start();
    process = started;
    return started;
  }

  private void await(LocalJob job, String path, String value) throws Exception {
    Await.until(
        () -> path + " is " + value + ": " + job.run("status", "--json").out(),
        () -> value.equals(job.run("status", "--json").json().at(path).asString()));
  }

  private static void endsCleanly(Process engine, LocalJob job) throws Exception {
    long asked = System.nanoTime();
    engine.destroy();
    assertTrue(engine.waitFor(20, TimeUnit.SECONDS), "still there");
    Duration took = Duration.ofNanos(System.nanoTime() - asked);
    assertTrue(took.toMillis() < 5000, "took " + took + "\n" + job.said());
    assertEquals(0, engine.exitValue(), job.said());
    assertFalse(job.said().contains("WARNING"), job.said());
    assertTrue(job.said().contains("ended"), job.said());
  }

  @Test
  void whileALargeFileIsOnItsWay() throws Exception {
    LocalJob job = LocalJob.in(directory, NO_REVIEW, "\"bandwidthLimit\": 300, " + notify("true"));
    Process engine = run(job);
    await(job, "/pairs/0/state", "live");
    byte[] content = new byte[20 << 20];
    new Random(1).nextBytes(content);
    Files.write(job.a("large"), content);
    await(job, "/pairs/0/travelling", "1");
    endsCleanly(engine, job);
    assertFalse(Files.exists(job.b("large")));
    assertEquals(List.of("stopped"), events(), "its own end is no outage");
  }

  @Test
  void whileItCompares() throws Exception {
    LocalJob job = LocalJob.in(directory, NO_REVIEW, notify("true"));
    for (Path side : List.of(job.a("sparse"), job.b("sparse"))) {
      try (var file = new RandomAccessFile(side.toFile(), "rw")) {
        // as long as one another, and not of one time: their content decides
        file.setLength(40L << 30);
      }
    }
    Files.setLastModifiedTime(job.a("sparse"), java.nio.file.attribute.FileTime.fromMillis(1));
    Process engine = run(job);
    await(job, "/pairs/0/state", "comparing");
    endsCleanly(engine, job);
    assertEquals(List.of("stopped"), events(), "its own end is no outage");
  }

  @Test
  void whileItWaitsToTryAgain() throws Exception {
    LocalJob job = LocalJob.in(directory, NO_REVIEW, "");
    Files.delete(directory.resolve("b"));
    Process engine = run(job);
    await(job, "/pairs/0/state", "unreachable");
    long asked = System.nanoTime();
    engine.destroy();
    assertTrue(engine.waitFor(20, TimeUnit.SECONDS), "still there");
    assertTrue(System.nanoTime() - asked < TimeUnit.SECONDS.toNanos(5));
    assertEquals(0, engine.exitValue(), job.said());
  }

  @Test
  void whileAServerLetsItWaitAtTheLogIn() throws Exception {
    try (SilentServer server = new SilentServer()) {
      LocalJob job = server.with(LocalJob.in(directory, NO_REVIEW, notify("true")));
      Process engine = run(job);
      server.awaitGuest();
      await(job, "/pairs/0/state", "connecting");
      endsCleanly(engine, job);
    }
    assertEquals(List.of("stopped"), events(), "its own end is no outage");
  }

  @Test
  void whoeverIsToldOfItHangs() throws Exception {
    LocalJob job = LocalJob.in(directory, NO_REVIEW, notify("exec sleep 60"));
    Process engine = run(job);
    await(job, "/pairs/0/state", "live");
    endsCleanly(engine, job);
    assertEquals(List.of("stopped"), events());
    try (Stream<Path> left = Files.list(job.state())) {
      assertEquals(List.of(), left.filter(p -> p.toString().contains("socket")).toList());
    }
  }
}
