package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.duplexsync.Await;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine without a window at limits: of its own disk, and of what may travel at a time. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunLimitsTest {
  private static final String NO_REVIEW =
      "\"policy\": {\"reviewAtStart\": \"never\", \"reviewOnReturn\": \"never\"},";
  private static final int FILES = 300;

  @TempDir Path directory;
  private @Nullable Process engine;

  @AfterEach
  void end() throws InterruptedException {
    if (engine != null) {
      engine.destroyForcibly().waitFor();
    }
  }

  private String status() {
    return read("status");
  }

  private String read(String name) {
    try {
      return Files.readString(directory.resolve(name));
    } catch (IOException e) {
      return "";
    }
  }

  /** Its state lies on a small file system of its own, which only it sees. */
  private Process onSmallDisk(LocalJob job) throws IOException {
    Files.createDirectories(job.state());
    ProcessBuilder run = job.process("run");
    List<String> command =
        new ArrayList<>(
            List.of(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount -t tmpfs -o size=8m,mode=0700 none \"$0\" && exec \"$@\"",
                job.state().toString()));
    command.addAll(run.command());
    return run.command(command).start();
  }

  private static void fill(Path ballast) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertTrue(String.valueOf(full.getMessage()).contains("No space left"), full::toString);
    }
  }

  @Test
  @Tag("lab")
  void aStateWhoseDiskIsFullIsSaidAndLosesNothing() throws Exception {
    LocalJob job =
        LocalJob.in(
            directory,
            NO_REVIEW,
            "\"statusFile\": \"%s/status\", \"statusInterval\": 1".formatted(directory));
    Process started = onSmallDisk(job);
    engine = started;
    Await.until(
        () -> "it is live: " + read("said"),
        () -> {
          assertTrue(started.isAlive(), job.said());
          return status().contains("live, in sync");
        });
    Path ballast = Path.of("/proc/" + started.pid() + "/root" + job.state() + "/ballast");
    fill(ballast);
    for (int i = 0; i < FILES; i++) {
      Files.writeString(job.a("f" + i), "made on A while the disk was full " + i);
    }
    Await.until(
        () -> status() + read("said"),
        () ->
            status()
                .contains(
                    "the disk that holds the state is full: nothing is lost and nothing is changed"
                        + " meanwhile; make room, then it goes on by itself"));
    Files.writeString(job.b("own"), "made on B meanwhile");
    Files.delete(ballast);
    Await.until(() -> status() + read("said"), () -> status().contains("live, in sync"));
    for (int i = 0; i < FILES; i++) {
      assertEquals(
          "made on A while the disk was full " + i, Files.readString(job.b("f" + i)), "f" + i);
    }
    assertEquals("made on B meanwhile", Files.readString(job.a("own")));
    started.destroy();
    assertTrue(started.waitFor(8, TimeUnit.SECONDS), "still there");
    assertEquals(0, started.exitValue(), job.said());
  }

  /** Contents that are being staged now, by either route. */
  private long staged(String kind) throws IOException {
    try (Stream<Path> all =
        Files.find(
            directory.resolve("tmp-b"),
            4,
            (path, _) -> path.getFileName().toString().startsWith(kind))) {
      return all.count();
    } catch (java.io.UncheckedIOException e) {
      return 0;
    }
  }

  @Test
  void noMoreTravelAtATimeThanTheJobSays() throws Exception {
    LocalJob job =
        LocalJob.in(directory, NO_REVIEW, "\"maxProcesses\": 2, \"bandwidthLimit\": 2000");
    Process started = job.process("run").start();
    engine = started;
    Await.until(
        "it is live",
        () -> {
          assertTrue(started.isAlive(), job.said());
          return job.run("status", "--live").exit() == 0;
        });
    byte[] content = new byte[2 << 20];
    for (int i = 0; i < 6; i++) {
      new Random(i).nextBytes(content);
      Files.write(job.a("large-" + i), content);
    }
    long[] most = new long[3];
    Await.until(
        "all are on B",
        () -> {
          most[0] = Math.max(most[0], staged("d-"));
          most[1] = Math.max(most[1], staged("s-"));
          most[2] =
              Math.max(
                  most[2], job.run("status", "--json").json().at("/pairs/0/travelling").asLong());
          return Files.exists(job.b("large-5")) && count(job.b("")) == 6;
        });
    assertEquals(2, most[2], "two at a time, and no more");
    assertTrue(most[0] <= 2 && most[1] <= 2, most[0] + " and " + most[1]);
    for (int i = 0; i < 6; i++) {
      assertEquals(-1, Files.mismatch(job.a("large-" + i), job.b("large-" + i)));
    }
  }

  private static long count(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.count();
    }
  }
}
