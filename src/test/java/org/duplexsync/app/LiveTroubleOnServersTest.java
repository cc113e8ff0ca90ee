package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import org.duplexsync.Await;
import org.duplexsync.lab.Lab;
import org.duplexsync.lab.LabTest;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What an operator hears of a live pair on two real hosts that can't do all it should. */
@LabTest
class LiveTroubleOnServersTest {
  private static final String POLICY =
      """
      "reviewAtStart": "never", "reviewOnReturn": "never", "deleteLimit": {"count": 10, "percent": 90}
      """;

  private final Lab lab;
  @TempDir Path directory;
  private LabJob job;

  LiveTroubleOnServersTest(Lab lab) {
    this.lab = lab;
    this.job = new LabJob(lab, Path.of("/"), Path.of("/"));
  }

  @BeforeEach
  void aPairThatKeepsWhatItTells() throws IOException {
    lab.wipe();
    lab.mountSmall(Side.B, "/home/imgcms", 40_000_000);
    job = LiveJob.images(lab, directory, POLICY);
    String keep = "cat > %1$s/.$$; mv %1$s/.$$ %1$s/event.$$".formatted(directory);
    Files.writeString(
        job.file(),
        Files.readString(job.file())
            .stripTrailing()
            .replaceFirst(
                "}$",
                Matcher.quoteReplacement(
                    ", \"settings\": {\"notifyCommand\": [\"/bin/sh\", \"-c\", \"%s\"]}}"
                        .formatted(keep))));
  }

  @AfterEach
  void unmount() {
    lab.unmount(Side.B, "/home/imgcms");
  }

  private List<JsonNode> events(String kind) {
    try (var files = Files.list(directory)) {
      return files
          .filter(path -> path.getFileName().toString().startsWith("event."))
          .map(path -> new ObjectMapper().readTree(path.toFile()))
          .filter(event -> event.get("event").asString().equals(kind))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode trouble() {
    return job.run("status", "--json").json().at("/pairs/0/troubles/0");
  }

  @Test
  void whatDoesNotFitIsNamedWithHostAndCauseAndGoesWhenThereIsRoom() throws Exception {
    try (LiveEngine engine = new LiveEngine(job)) {
      engine.awaitLive(Duration.ofSeconds(60));
      job.onB("head -c 30000000 /dev/zero > ~/filler");
      job.onA("head -c 20000000 /dev/urandom > big.jpg");
      engine.await(() -> !trouble().isMissingNode(), Duration.ofSeconds(60), engine::status);
      JsonNode told = trouble();
      assertEquals("failed", told.get("kind").asString());
      assertEquals("big.jpg", told.get("path").asString());
      assertEquals("tgt-b", told.get("host").asString());
      assertTrue(told.get("cause").asString().contains("o space left"), told::toString);
      assertEquals("Make room on tgt-b.", told.get("advice").asString());
      DuplexRun status = job.run("status").exits(2);
      assertTrue(status.out().contains("big.jpg could not be written on tgt-b: "), status.out());
      Await.until("the command is told", () -> !events("failed").isEmpty());
      String sentence = events("failed").getFirst().at("/pairs/0/sentence").asString();
      assertTrue(sentence.contains("big.jpg could not be written on tgt-b: "), sentence);
      assertEquals(
          "big.jpg", events("failed").getFirst().at("/pairs/0/troubles/0/path").asString());
      job.onB("rm ~/filler");
      engine.await(
          () -> job.onB("test -e big.jpg && echo there || true").equals("there\n"),
          Duration.ofSeconds(90),
          engine::status);
      assertEquals(job.onA("sha256sum big.jpg"), job.onB("sha256sum big.jpg"));
      engine.await(() -> job.run("status").exit() == 0, Duration.ofSeconds(10), engine::status);
      assertTrue(trouble().isMissingNode());
      engine.stop();
    }
  }

  @Test
  void aReleaseWhoseFileDoesNotFitSaysWhatItsLinkWaitsForAndAPersonMayLetItThrough()
      throws Exception {
    job.onA("mkdir release; echo one > release/readme");
    try (LiveEngine engine = new LiveEngine(job)) {
      engine.awaitLive(Duration.ofSeconds(60));
      job.onB("head -c 30000000 /dev/zero > ~/filler");
      job.onA("head -c 20000000 /dev/urandom > release/big; ln -s release current");
      engine.await(
          () -> job.run("status").out().contains("current waits on tgt-b: it leads to release"),
          Duration.ofSeconds(60),
          engine::status);
      DuplexRun status = job.run("status").exits(2);
      assertTrue(status.out().contains("and release/big keeps failing"), status.out());
      assertTrue(status.out().contains("approve current in the review"), status.out());
      JsonNode told = job.run("status", "--json").json().at("/pairs/0/troubles/0");
      assertEquals("link", told.get("kind").asString());
      assertEquals("current", told.get("path").asString());
      assertEquals("tgt-b", told.get("host").asString());
      Await.until(
          "the command is told",
          () ->
              events("decision").stream()
                  .anyMatch(event -> event.toString().contains("current waits on tgt-b")));
      assertEquals("", job.onB("readlink current || true"));
      job.run("sync", "--approve", "all", "--yes").exits(2);
      engine.await(
          () -> job.onB("readlink current || true").equals("release\n"),
          Duration.ofSeconds(30),
          engine::status);
      engine.stop();
    }
  }

  @Test
  void deletesThatAGuardHoldsAreSaidWithHostNumberAndWhatToDo() throws Exception {
    job.onA("for i in $(seq 40); do echo $i > f$i; done");
    try (LiveEngine engine = new LiveEngine(job)) {
      engine.awaitLive(Duration.ofSeconds(60));
      job.onA("rm f1? f2?");
      engine.await(() -> !trouble().isMissingNode(), Duration.ofSeconds(60), engine::status);
      String told = job.run("status").exits(1).out();
      assertTrue(told.contains("deletes wait since "), told);
      assertTrue(told.contains("were deleted on tgt-a, more than the pair's limit of 10"), told);
      assertTrue(told.contains("Read the review and decide"), told);
      assertEquals("TooManyDeletes", trouble().get("kind").asString());
      assertEquals("tgt-a", trouble().get("host").asString());
      Await.until("the command is told", () -> !events("stopped").isEmpty());
      String sentence = events("stopped").getFirst().at("/pairs/0/sentence").asString();
      assertTrue(sentence.contains("were deleted on tgt-a"), sentence);
      // one may have gone by itself before the others were heard of
      long left = job.onB("ls").lines().count() - job.onA("ls").lines().count();
      assertTrue(left > 10 && left <= 20, left + " are held");
      String typed = Long.toString(left);
      job.run("sync", "--approve", "all", "--yes", "--accept-guards", "--confirm-deletes", typed)
          .exits(0);
      engine.await(() -> job.run("status").exit() == 0, Duration.ofSeconds(60), engine::status);
      assertEquals(job.onA("ls"), job.onB("ls"));
      engine.stop();
    }
  }
}
