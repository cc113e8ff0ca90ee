package org.duplexsync.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.duplexsync.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the settings of a job mean to an engine that runs by itself, and what it hears of. */
class RunSettingsTest {
  private static final String NO_REVIEW =
      "\"policy\": {\"reviewAtStart\": \"never\", \"reviewOnReturn\": \"never\"},";

  @TempDir Path directory;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void endAll() throws InterruptedException {
    for (Process each : processes) {
      each.destroyForcibly().waitFor();
    }
  }

  private LocalJob job(String settings) throws IOException {
    return LocalJob.in(directory, NO_REVIEW, settings);
  }

  private Process begin(ProcessBuilder program) throws IOException {
    Process started = program.start();
    processes.add(started);
    return started;
  }

  private Process live(LocalJob job) throws Exception {
    Process started = begin(job.process("run"));
    Await.until(
        "it is live",
        () -> {
          assertTrue(started.isAlive(), job.said());
          return job.run("status", "--live").exit() == 0;
        });
    return started;
  }

  private static int ended(Process process) throws InterruptedException {
    assertTrue(process.waitFor(8, TimeUnit.SECONDS), "still there");
    return process.exitValue();
  }

  @Test
  void oneThatDoesNotInsistEndsWhereAnotherWaits() throws Exception {
    LocalJob job = job("\"insist\": false");
    Files.delete(directory.resolve("b"));
    Process run = begin(job.process("run"));
    assertNotEquals(0, ended(run));
    assertTrue(job.said().contains("/b"), job.said());
    Files.writeString(
        job.file(), Files.readString(job.file()).replace("\"insist\": false", "\"insist\": true"));
    Process insisting = begin(job.process("run"));
    Await.until("it says what is missing", () -> job.said().contains("/b"));
    Files.createDirectory(directory.resolve("b"));
    Await.until("it is live", () -> job.run("status", "--live").exit() == 0);
    assertTrue(insisting.isAlive());
  }

  @Test
  void whoFollowsIsToldUntilItEnds() throws Exception {
    LocalJob job = job("");
    Process engine = live(job);
    Path told = directory.resolve("told");
    Process following =
        begin(
            LocalJob.program(
                told, List.of("status", job.file() + "", "--state", job.state() + "", "--follow")));
    Await.until("it tells", () -> Files.readString(told).contains("live, in sync"));
    job.run("pause").exits(0);
    Await.until("it tells of the pause", () -> Files.readString(told).contains("paused"));
    job.run("stop").exits(0);
    assertEquals(0, ended(engine));
    assertEquals(0, ended(following), Files.readString(told));
    assertTrue(Files.readString(told).contains("stopped"), Files.readString(told));
  }

  @Test
  void aHangupEndsItInGoodOrder() throws Exception {
    LocalJob job = job("");
    Process engine = live(job);
    new ProcessBuilder("kill", "-HUP", engine.pid() + "").start().waitFor();
    assertEquals(0, ended(engine), job.said());
    assertTrue(job.said().contains("ended"), job.said());
  }

  @Test
  void aFileThatIsOpenWaitsToBeClosedIfTheJobSaysSo() throws Exception {
    LocalJob job = job("\"inotifyMode\": \"CloseWrite\"");
    live(job);
    Files.writeString(job.a("log"), "begun ");
    Await.until("it travelled", () -> Files.exists(job.b("log")));
    long quiet = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_000);
    Await.until("nobody looks at it any more", () -> System.nanoTime() > quiet);
    try (FileChannel open = FileChannel.open(job.a("log"), StandardOpenOption.APPEND)) {
      open.write(ByteBuffer.wrap("and ".getBytes(UTF_8)));
      Files.writeString(job.a("later"), "closed at once");
      Await.until("the other one travelled", () -> Files.exists(job.b("later")));
      // several times as long as a file counts as being written
      Files.writeString(job.a("mark"), "1");
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_500);
      Await.until("time passed", () -> System.nanoTime() > until);
      assertEquals("begun ", Files.readString(job.b("log")));
      open.write(ByteBuffer.wrap("done".getBytes(UTF_8)));
    }
    Await.until("it travelled", () -> Files.readString(job.b("log")).equals("begun and done"));
  }

  @Test
  void whatNoEventToldOfIsFoundByTheCompareThatTheJobAsksFor() throws Exception {
    LocalJob job = job("\"compareInterval\": 3");
    Files.writeString(job.a("mapped"), "before");
    live(job);
    assertEquals("before", Files.readString(job.b("mapped")));
    try (FileChannel open =
        FileChannel.open(job.a("mapped"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var memory = open.map(FileChannel.MapMode.READ_WRITE, 0, 6);
      memory.put("AFTER!".getBytes(UTF_8));
      memory.force();
      // nothing was closed: inotify has nothing to tell
      Await.until("it was found", () -> Files.readString(job.b("mapped")).equals("AFTER!"));
    }
  }

  @Test
  void theStatusFileIsAsFreshAsTheJobWantsIt() throws Exception {
    Path status = directory.resolve("status");
    LocalJob job = job("\"statusFile\": \"%s\", \"statusInterval\": 1".formatted(status));
    live(job);
    String first = Files.readString(status);
    long asked = System.nanoTime();
    Await.until("it is written anew", () -> !Files.readString(status).equals(first));
    assertTrue(System.nanoTime() - asked < TimeUnit.SECONDS.toNanos(5));
    assertFalse(Files.readString(status).isEmpty());
  }
}
