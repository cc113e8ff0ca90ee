package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.duplexsync.Await;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An engine without a window, in a process of its own, over two trees of this machine. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunTest {
  private static final String NO_REVIEW =
      "\"policy\": {\"reviewAtStart\": \"never\", \"reviewOnReturn\": \"never\"},";

  @TempDir Path directory;
  private @Nullable Process process;
  private @Nullable Process receiver;

  @AfterEach
  void endAll() throws InterruptedException {
    for (Process each : new Process[] {process, receiver}) {
      if (each != null) {
        each.destroyForcibly().waitFor();
      }
    }
  }

  private Process start(LocalJob job) throws Exception {
    Process started = job.process("run").start();
    process = started;
    Await.until(
        "it is live",
        () -> {
          assertTrue(started.isAlive(), job.said());
          return job.run("status", "--live").exit() == 0;
        });
    return started;
  }

  private LocalJob job(String more) throws IOException {
    return LocalJob.in(
        directory, NO_REVIEW, "\"statusFile\": \"%s/status\"%s".formatted(directory, more));
  }

  private static int ended(Process process) throws InterruptedException {
    assertTrue(process.waitFor(8, TimeUnit.SECONDS), "still there");
    return process.exitValue();
  }

  @Test
  void bothSidesAreKeptEqualUntilItIsToldToEndAndThatIsSoon() throws Exception {
    LocalJob job = job("");
    Files.writeString(job.a("before"), "made on A before");
    Process engine = start(job);
    assertEquals("made on A before", Files.readString(job.b("before")));
    Files.writeString(job.b("after"), "made on B");
    Await.until("it is on A", () -> Files.exists(job.a("after")));
    Await.until("it is said", () -> job.said().contains("images: live"));
    String status = Files.readString(directory.resolve("status"));
    assertTrue(status.contains("\"pair\" : \"images\""), status);
    long asked = System.nanoTime();
    engine.destroy();
    assertEquals(0, ended(engine), job.said());
    Duration took = Duration.ofNanos(System.nanoTime() - asked);
    assertTrue(took.toMillis() < 5000, "took " + took);
    assertTrue(job.said().contains("images: live"), job.said());
    assertTrue(job.said().contains("ended"), job.said());
    assertTrue(Files.readString(directory.resolve("status")).contains("\"stopped\""));
    try (var left = Files.list(job.state())) {
      assertEquals(List.of(), left.filter(p -> p.toString().contains("socket")).toList());
    }
    assertEquals(3, job.run("status", "--live").exit(), "nobody runs it");
    assertTrue(job.run("status").exit() < 3, "but what is stored is told");
  }

  @Test
  void itCanBePausedResumedAndStoppedFromAnotherProcess() throws Exception {
    LocalJob job = job("");
    Process engine = start(job);
    job.run("pause").exits(0);
    Await.until("it is paused", () -> job.run("status", "--live").exit() == 1);
    String who = "paused by operator:" + System.getProperty("user.name");
    assertTrue(job.run("status").out().contains(who), "who paused it is said");
    assertEquals(who, job.run("status", "--json").json().at("/pairs/0/notes/0").asString());
    Files.writeString(job.a("x"), "made while paused");
    assertEquals("paused", job.run("status", "--json").json().at("/pairs/0/state").asString());
    job.run("resume").exits(0);
    Await.until("it travelled", () -> Files.exists(job.b("x")));
    assertFalse(job.run("status").out().contains("paused by"));
    job.run("retry").exits(0);
    DuplexRun second = job.run("run").exits(3);
    assertTrue(second.err().contains("already run by"), second.err());
    job.run("stop").exits(0);
    assertEquals(0, ended(engine), job.said());
    assertTrue(job.run("pause").exits(3).err().contains("no engine runs it"));
  }

  @Test
  void aKilledOneIsNoHindranceToTheNext() throws Exception {
    LocalJob job = job("");
    start(job).destroyForcibly().waitFor();
    assertTrue(Files.exists(job.state().resolve("web.socket")), "it had no time to tidy up");
    assertEquals(3, job.run("status", "--live").exit());
    Process next = start(job);
    Files.writeString(job.a("y"), "y");
    Await.until("it travelled", () -> Files.exists(job.b("y")));
    next.destroy();
    assertEquals(0, ended(next), job.said());
  }

  @Test
  void theServiceManagerHearsOfItsLife() throws Exception {
    LocalJob job = job("");
    Path socket = directory.resolve("notify");
    Path heard = directory.resolve("heard");
    receiver =
        new ProcessBuilder(
                "perl",
                "-MSocket",
                "-e",
                "socket(S, AF_UNIX, SOCK_DGRAM, 0) or die; bind(S, pack_sockaddr_un($ARGV[0])) or die;"
                    + " $| = 1; while (1) { recv(S, $m, 4096, 0); print \"$m\\n\" }",
                socket.toString())
            .redirectOutput(heard.toFile())
            .start();
    Await.until("it listens", () -> Files.exists(socket));
    ProcessBuilder builder = job.process("run");
    builder.environment().put("NOTIFY_SOCKET", socket.toString());
    builder.environment().put("WATCHDOG_USEC", "4000000");
    Process engine = builder.start();
    process = engine;
    Await.until("the watchdog is fed thrice", () -> count(heard, "WATCHDOG=1") >= 3);
    assertEquals(1, count(heard, "READY=1"));
    assertTrue(Files.readString(heard).contains("STATUS=images: live"), Files.readString(heard));
    engine.destroy();
    assertEquals(0, ended(engine), job.said());
    Await.until("the end is told", () -> count(heard, "STOPPING=1") == 1);
  }

  private static long count(Path file, String line) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.filter(line::equals).count();
    }
  }

  @Test
  void aRotatedLogIsBegunAnew() throws Exception {
    Path log = directory.resolve("web.log");
    LocalJob job = job(", \"logfile\": \"" + log + "\"");
    Process engine = start(job);
    Files.move(log, directory.resolve("web.log.1"));
    job.run("pause").exits(0);
    Await.until(
        "a new one is there", () -> Files.exists(log) && Files.readString(log).contains("paus"));
    assertFalse(Files.readString(directory.resolve("web.log.1")).contains("paused"));
    engine.destroy();
    assertEquals(0, ended(engine));
    assertEquals("", job.said());
  }

  @Test
  void whatCanNotBeRunEndsWithTheReason() throws Exception {
    LocalJob job = job(", \"logfile\": \"/nowhere/at/all\"");
    DuplexRun run = job.run("run").exits(3);
    assertTrue(run.err().contains("/nowhere/at/all"), run.err());
    Files.writeString(job.file(), "{");
    job.run("run").exits(3);
  }

  /** Those children of the engine's helpers that hear inotify: one on each side. */
  private static List<Long> watchers(Process engine) throws IOException {
    List<Long> found = new ArrayList<>();
    for (ProcessHandle each : engine.descendants().toList()) {
      try (var files = Files.list(Path.of("/proc/" + each.pid() + "/fd"))) {
        for (Path file : files.toList()) {
          if (Files.readSymbolicLink(file).toString().equals("anon_inode:inotify")) {
            found.add(each.pid());
          }
        }
      } catch (NoSuchFileException _) {
        // a process that has just ended
      }
    }
    return found;
  }

  @Test
  void aWatchThatHangsIsFoundSoonAndInSyncIsNotSaidAsOfLater() throws Exception {
    LocalJob job = job("");
    Process engine = start(job);
    List<Long> watchers = watchers(engine);
    assertEquals(2, watchers.size());
    for (long each : watchers) {
      new ProcessBuilder("kill", "-STOP", "" + each).start().waitFor();
    }
    Instant hung = Instant.now();
    Files.writeString(job.a("unheard"), "by A");
    Files.writeString(job.b("unseen"), "by B");
    List<Instant> said = new ArrayList<>();
    Await.until(
        "it is found",
        () -> {
          JsonNode pair = job.run("status", "--json").json().at("/pairs/0");
          boolean found = Files.exists(job.b("unheard")) && Files.exists(job.a("unseen"));
          boolean inSync = pair.get("sentence").asString().equals("live, in sync");
          if (!found && inSync) {
            said.add(Instant.parse(pair.get("asOf").asString()));
          }
          return found;
        });
    Duration took = Duration.between(hung, Instant.now());
    assertTrue(took.toSeconds() < 12, "10 s, and what a busy machine adds: " + took);
    assertFalse(said.isEmpty(), "it was asked meanwhile");
    assertTrue(said.stream().noneMatch(asOf -> asOf.isAfter(hung)), said + " after " + hung);
    engine.destroy();
    assertEquals(0, ended(engine), job.said());
  }
}
