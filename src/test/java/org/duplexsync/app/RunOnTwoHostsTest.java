package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.duplexsync.Await;
import org.duplexsync.lab.Lab;
import org.duplexsync.lab.LabTest;
import org.duplexsync.lab.Link;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine without a window, on two real hosts and on one of them itself. */
@LabTest
class RunOnTwoHostsTest {
  private static final String NO_REVIEW =
      "\"policy\": {\"reviewAtStart\": \"never\", \"reviewOnReturn\": \"never\"},";

  private final Lab lab;
  @TempDir Path directory;
  private @Nullable Process engine;

  RunOnTwoHostsTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeEach
  void clean() {
    lab.wipe();
  }

  @AfterEach
  void end() throws InterruptedException {
    lab.heal(Link.OPERATOR_B);
    if (engine != null) {
      engine.destroyForcibly().waitFor();
    }
  }

  private String said() {
    try {
      return Files.readString(directory.resolve("said"));
    } catch (IOException e) {
      return "nothing";
    }
  }

  /** The engine is on the machine of {@code here}: a tree of its own beside one on tgt-b. */
  private LabJob job() throws IOException {
    Path tell = directory.resolve("tell");
    Files.writeString(
        tell, "#!/bin/sh\ncat >> %s/told\necho >> %s/told\n".formatted(directory, directory));
    assertTrue(tell.toFile().setExecutable(true));
    Files.createDirectories(directory.resolve("here"));
    Files.createDirectories(directory.resolve("tmp"));
    String text =
        """
        {"name": "web", "hosts": {"tgt-a": %s, "tgt-b": %s, "here": {"local": true}},
         "pairs": [{"name": "images", %s
          "a": {"host": "tgt-a", "user": "webmgr", "root": "%s", "tempDir": "/home/webmgr/tmpdir/imgcms"},
          "b": {"host": "tgt-b", "user": "imgcms", "root": "%s", "tempDir": "/home/imgcms/tmpdir"}},
          {"name": "own", %3$s
          "a": {"host": "here", "root": "%6$s/here", "tempDir": "%6$s/tmp"},
          "b": {"host": "tgt-b", "user": "cgicms", "root": "/home/cgicms/cgi-bins", "tempDir": "/home/cgicms/tmpdir"}}],
         "settings": {"notifyCommand": ["%6$s/tell"]}}
        """
            .formatted(
                LabJob.host(lab, Side.A),
                LabJob.host(lab, Side.B),
                NO_REVIEW,
                LabJob.ROOT_A,
                LabJob.ROOT_B,
                directory);
    return new LabJob(
        lab, directory, Files.writeString(directory.resolve("web.duplex.json"), text));
  }

  private String told() throws IOException {
    Path told = directory.resolve("told");
    return Files.exists(told) ? Files.readString(told) : "";
  }

  @Test
  void anOutageIsToldAndWaitedOut() throws Exception {
    LabJob job = job();
    job.onA("echo on A > from-a");
    Files.writeString(directory.resolve("here/from-here"), "here");
    engine = job.start("run");
    Await.until(() -> "both are live\n" + said(), () -> job.run("status", "--live").exit() == 0);
    assertEquals("on A\n", job.onB("cat from-a"));
    assertEquals("here", lab.sh(Side.B, "cgicms", "cat /home/cgicms/cgi-bins/from-here"));
    lab.cut(Link.OPERATOR_B);
    Await.until(
        () -> "the outage is seen\n" + said(), () -> job.run("status", "--live").exit() == 2);
    assertTrue(job.run("status").out().contains("tgt-b"), job.said());
    Await.until(() -> "it is told\n" + said(), () -> told().contains("\"event\":\"outage\""));
    job.onA("echo meanwhile > later");
    lab.heal(Link.OPERATOR_B);
    Await.until(() -> "it is live again\n" + said(), () -> job.run("status", "--live").exit() == 0);
    assertEquals("meanwhile\n", job.onB("cat later"));
    Await.until(
        () -> "the return is told\n" + said(), () -> told().contains("\"event\":\"return\""));
    engine.destroy();
    assertTrue(engine.waitFor(6, TimeUnit.SECONDS), "still there");
    assertEquals(0, engine.exitValue(), job.said());
  }
}
