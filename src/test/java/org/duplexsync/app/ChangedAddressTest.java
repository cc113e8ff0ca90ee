package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.duplexsync.Await;
import org.duplexsync.lab.Lab;
import org.duplexsync.lab.LabTest;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is to be reached elsewhere from now on, while its pair is live. */
@LabTest
class ChangedAddressTest {
  private static final int ELSEWHERE = 2222;

  private final Lab lab;
  @TempDir Path directory;
  private @Nullable Process engine;

  ChangedAddressTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeEach
  void clean() {
    lab.wipe();
  }

  @AfterEach
  void end() throws InterruptedException {
    if (engine != null) {
      engine.destroyForcibly().waitFor();
    }
    lab.stopSshd(Side.B);
    lab.startSshd(Side.B);
  }

  private String said() {
    try {
      return Files.readString(directory.resolve("said"));
    } catch (IOException e) {
      return "nothing";
    }
  }

  /** What {@code ~/.ssh/config} says of the name that the job has. */
  private void leadsTo(int port) throws IOException {
    Files.createDirectories(directory.resolve("home/.ssh"));
    Path next = directory.resolve("home/.ssh/next");
    Files.writeString(
        next, "Host images-b\n  HostName %s\n  Port %d\n".formatted(lab.address(Side.B), port));
    Files.move(
        next,
        directory.resolve("home/.ssh/config"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  /** It has one key under each of its addresses. */
  private Path knownHosts() throws IOException {
    String address = lab.address(Side.B);
    String known =
        Files.readAllLines(lab.knownHosts()).stream()
            .flatMap(line -> {
              int space = line.indexOf(' ');
              String key = line.substring(space);
              boolean ofB = line.substring(0, space).contains(address);
              return ofB
                  ? java.util.stream.Stream.of(line, "[" + address + "]:" + ELSEWHERE + key)
                  : java.util.stream.Stream.of(line);
            })
            .collect(Collectors.joining("\n", "", "\n"));
    return Files.writeString(directory.resolve("known"), known);
  }

  private LabJob job() throws IOException {
    LabJob job = LiveJob.images(lab, directory, LiveJob.NEVER.formatted("newer"));
    String moving =
        "{\"address\": \"images-b\", \"identityFile\": \"%s\", \"knownHosts\": \"%s\"}"
            .formatted(lab.operatorKey(), knownHosts());
    Files.writeString(
        job.file(), Files.readString(job.file()).replace(LabJob.host(lab, Side.B), moving));
    return job;
  }

  @Test
  void theEngineFindsItThereAndNothingIsLost() throws Exception {
    leadsTo(lab.port());
    LabJob job = job();
    ProcessBuilder run =
        LocalJob.program(
            directory.resolve("said"),
            java.util.List.of("run", job.file() + "", "--state", directory.resolve("state") + ""));
    run.command().add(1, "-Duser.home=" + directory.resolve("home"));
    Process started = run.start();
    engine = started;
    Await.until(
        this::said,
        () -> {
          assertTrue(started.isAlive(), job.said());
          return job.run("status", "--live").exit() == 0;
        });
    job.onA("echo before > before");
    Await.until(this::said, () -> job.onB("ls").contains("before"));
    lab.stopSshd(Side.B);
    Await.until(this::said, () -> job.run("status", "--live").exit() == 2);
    assertTrue(job.run("status").out().contains("tgt-b"), job.said());
    job.onA("echo meanwhile > meanwhile; rm before");
    lab.exec(
            Side.B,
            "root",
            "setpriv",
            "--pdeathsig",
            "clear",
            "/usr/sbin/sshd",
            "-p",
            ELSEWHERE + "",
            "-E",
            "/var/log/sshd.log")
        .ok();
    leadsTo(ELSEWHERE);
    job.run("retry").exits(0);
    Await.until(this::said, () -> job.run("status", "--live").exit() == 0);
    assertEquals("meanwhile\n", job.onB("cat meanwhile"));
    assertEquals(job.onA("ls"), job.onB("ls"));
    job.onB("echo back > back");
    Await.until(this::said, () -> job.onA("ls").contains("back"));
    started.destroy();
    assertTrue(started.waitFor(6, TimeUnit.SECONDS), "still there");
    assertEquals(0, started.exitValue(), job.said());
  }
}
