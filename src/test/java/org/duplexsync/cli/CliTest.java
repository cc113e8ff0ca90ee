package org.duplexsync.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.duplexsync.Await;
import org.duplexsync.control.CheckReport;
import org.duplexsync.control.CheckReport.Level;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PlanSummary.HaltRow;
import org.duplexsync.control.RunReport;
import org.duplexsync.control.Upkeep;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Choice;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Halt;
import org.duplexsync.model.Kind;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class CliTest {
  private final FakePair pair = new FakePair();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String input, String... arguments) {
    return cli(input).run(arguments);
  }

  private Cli cli(String input) {
    return cli(new ByteArrayInputStream(input.getBytes(UTF_8)));
  }

  private Cli cli(InputStream input) {
    return cli(
        Terminal.plain(
            input, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)));
  }

  private Cli cli(Terminal terminal) {
    return new Cli(
        (job, state, questions) -> pair.job(), terminal, Map.of("HOME", "/home/op"), List.of());
  }

  private String out() {
    return out.toString(UTF_8);
  }

  @Test
  void nothingDifferentIsZero() {
    assertEquals(0, run("", "compare", "web.json"));
    assertTrue(out().contains("No differences. 10 entries compared"), out());
    assertEquals(List.of("compare write=false deletes=null", "unlisten", "close"), pair.asked);
  }

  @Test
  void aDifferenceIsOneAndNamesPathReasonAndDirection() {
    pair.add("new.txt", Bucket.NEW, true, Choice.A_TO_B);
    assertEquals(1, run("", "compare", "web.json", "--deletes", "propagate"));
    assertTrue(out().contains("new.txt"), out());
    assertTrue(out().contains("--> tgt-b"), out());
    assertTrue(out().contains("new on A 16:15"), out());
    assertTrue(pair.asked.contains("compare write=false deletes=propagate"));
    assertFalse(out().contains("\u001b"), "no colour in a pipe");
  }

  @Test
  void whatIsUnknownIsTwo() {
    pair.add("x", Bucket.BLOCKED, false, Choice.SKIP);
    assertEquals(2, run("", "compare", "web.json"));
  }

  @Test
  void aHostThatCanNotBeReachedIsThreeWithTheSentence() {
    pair.trouble = new ControlException("tgt-b refused the connection. Is sshd running there?");
    assertEquals(3, run("", "compare", "web.json"));
    assertTrue(err.toString(UTF_8).contains("Is sshd running there?"));
  }

  @Test
  void aWrongOptionIsThree() {
    assertEquals(3, run("", "compare", "web.json", "--nonsense"));
    assertEquals(3, run("", "sync", "web.json"));
    assertEquals(3, run("", "compare", "web.json", "--pair", "other"));
  }

  @Test
  void jsonIsOneDocument() {
    pair.add("a\nb", Bucket.NEW, true, Choice.A_TO_B);
    pair.halts.add(
        new HaltRow(
            new Halt.ClockSkew(Duration.ofSeconds(9), Duration.ofSeconds(1)), "clocks", false));
    assertEquals(1, run("", "compare", "web.json", "--json"));
    JsonNode document = new ObjectMapper().readTree(out());
    JsonNode first = document.get("pairs").get(0);
    assertEquals("images", first.get("pair").asString());
    assertEquals("a\\nb", first.get("items").get(0).get("path").asString());
    assertEquals("610a62", first.get("items").get(0).get("pathHex").asString());
    assertEquals("ClockSkew", first.get("guards").get(0).get("guard").asString());
    assertEquals(1, document.get("exit").asInt());
  }

  @Test
  void withoutATerminalNothingIsCommittedUnlessYes() {
    pair.add("new.txt", Bucket.NEW, true, Choice.A_TO_B);
    assertEquals(3, run("", "sync", "web.json", "--approve", "safe"));
    assertFalse(pair.asked.toString().contains("approve"), pair.asked.toString());
    pair.report = new RunReport(1, 0, 0, 0, 0, false, List.of());
    assertEquals(0, run("", "sync", "web.json", "--approve", "safe", "--yes"));
    assertTrue(pair.asked.contains("approve SAFE OptionalLong.empty"), pair.asked.toString());
    assertTrue(pair.asked.contains("compare write=true deletes=null"));
  }

  @Test
  void whatIsCancelledBeforeItIsApprovedIsNotApproved() throws Exception {
    pair.add("new.txt", Bucket.NEW, true, Choice.A_TO_B);
    for (String command : List.of("sync", "review")) {
      Cli cli = cli("\nyes\n");
      pair.cancelled = new CountDownLatch(1);
      pair.whenCompared =
          () -> {
            Thread.ofPlatform().start(cli::interrupt);
            awaitCancel();
          };
      String[] options = {command, "web.json", "--approve", "all", "--yes"};
      assertEquals(3, cli.run(command.equals("sync") ? options : Arrays.copyOf(options, 2)));
      assertFalse(pair.asked.toString().contains("approve"), pair.asked.toString());
      Await.until("it says so", () -> err.toString(UTF_8).contains(ControlException.CANCELLED));
    }
  }

  private void awaitCancel() {
    try {
      assertTrue(pair.cancelled.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aCommandThatIsInterruptedAtAPromptEndsAtOnce() throws Exception {
    pair.add("new.txt", Bucket.NEW, true, Choice.A_TO_B);
    try (PipedOutputStream nobodyTypes = new PipedOutputStream();
        PipedInputStream typed = new PipedInputStream(nobodyTypes)) {
      Cli cli = cli(typed);
      var review = new FutureTask<>(() -> cli.run("review", "web.json"));
      Thread.ofPlatform().start(review);
      Await.until("it asks", () -> out().contains("[--> tgt-b]"));
      long at = System.nanoTime();
      cli.interrupt();
      assertEquals(1, review.get(60, TimeUnit.SECONDS));
      assertTrue(Duration.ofNanos(System.nanoTime() - at).toSeconds() < 3, "at once");
      Await.until("it says so", () -> err.toString(UTF_8).contains(ControlException.CANCELLED));
      assertFalse(pair.asked.toString().contains("approve"), pair.asked.toString());
    }
  }

  @Test
  void anInterruptedCommandsDocumentIsWhole() {
    pair.add("new.txt", Bucket.NEW, true, Choice.A_TO_B);
    Cli cli = cli("");
    pair.whenCompared =
        () -> {
          Thread.ofPlatform().start(cli::interrupt);
          awaitCancel();
        };
    assertEquals(3, cli.run("sync", "web.json", "--approve", "all", "--yes", "--json"));
    JsonNode error = new ObjectMapper().readTree(out()).get("errors").get(0);
    assertEquals("CANCELLED", error.get("kind").asString());
    assertEquals("Cancelled; nothing was left half done.", error.get("message").asString());
  }

  @Test
  void jsonSaysWhyItCouldNotBeDone() {
    pair.trouble = new ControlException("TIMED_OUT", "tgt-b: does not answer.", null);
    assertEquals(3, run("", "compare", "web.json", "--json"));
    JsonNode document = new ObjectMapper().readTree(out());
    assertEquals(3, document.get("exit").asInt());
    JsonNode error = document.get("errors").get(0);
    assertEquals("images", error.get("pair").asString());
    assertEquals("TIMED_OUT", error.get("kind").asString());
    assertEquals("tgt-b: does not answer.", error.get("message").asString());
  }

  @Test
  void aSocketIsSkippedWhatCanNotBeReadIsUnknown() {
    pair.add(Kind.OTHER, "run.sock", Bucket.BLOCKED, false, Choice.SKIP);
    assertEquals(1, run("", "compare", "web.json", "--json"));
    JsonNode skipped = new ObjectMapper().readTree(out()).get("pairs").get(0).get("skipped");
    assertEquals(1, skipped.size());
    assertTrue(skipped.get(0).asString().startsWith("run.sock: "), skipped.toString());
    pair.add("secret", Bucket.BLOCKED, false, Choice.SKIP);
    assertEquals(2, run("", "compare", "web.json"));
  }

  @Test
  void lostOutputIsFatal() {
    PrintStream full =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("No space left on device");
              }
            },
            true,
            UTF_8);
    Terminal terminal =
        Terminal.plain(
            new ByteArrayInputStream(new byte[0]), full, new PrintStream(err, true, UTF_8));
    pair.add("new.txt", Bucket.NEW, true, Choice.A_TO_B);
    assertEquals(3, cli(terminal).run("compare", "web.json"));
    assertTrue(err.toString(UTF_8).contains("could not be written whole"), err.toString(UTF_8));
  }

  @Test
  void whatTheLocaleCanNotShowIsEscaped() {
    pair.add("\u00e9t\u00e9", Bucket.NEW, true, Choice.A_TO_B);
    Terminal terminal =
        Terminal.plain(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, US_ASCII),
            new PrintStream(err, true, US_ASCII));
    cli(terminal).run("compare", "web.json");
    assertTrue(out().contains("\\u00e9t\\u00e9"), out());
    assertFalse(out().contains("?"), out());
  }

  @Test
  void aGuardIsSaidOnce() {
    pair.add("new.txt", Bucket.NEW, true, Choice.A_TO_B);
    pair.halts.add(new HaltRow(new Halt.FilterChanged(), "the filter changed", false));
    assertEquals(1, run("", "sync", "web.json", "--approve", "all", "--yes"));
    assertEquals(2, (out() + err.toString(UTF_8)).split("the filter changed", -1).length);
  }

  @Test
  void aGuardStopsUntilItIsAccepted() {
    pair.add("new.txt", Bucket.NEW, true, Choice.A_TO_B);
    pair.halts.add(new HaltRow(new Halt.FilterChanged(), "the filter changed", false));
    assertEquals(1, run("", "sync", "web.json", "--approve", "all", "--yes"));
    assertFalse(pair.asked.toString().contains("approve"), pair.asked.toString());
    assertEquals(0, run("", "sync", "web.json", "--approve", "all", "--yes", "--accept-guards"));
    assertTrue(pair.asked.contains("acknowledge 0"), pair.asked.toString());
  }

  @Test
  void failedPathsAreTwoAndLeftOnesOne() {
    pair.add("new.txt", Bucket.NEW, true, Choice.A_TO_B);
    pair.report = new RunReport(3, 0, 1, 0, 0, false, List.of());
    assertEquals(2, run("", "sync", "web.json", "--approve", "all", "--yes"));
    pair.report = new RunReport(3, 0, 0, 0, 2, false, List.of());
    assertEquals(1, run("", "sync", "web.json", "--approve", "all", "--yes"));
  }

  @Test
  void aReviewTakesDecisionsThenAsks() {
    pair.add("a", Bucket.NEW, true, Choice.A_TO_B);
    pair.add("b", Bucket.CONFLICT, false, Choice.SKIP);
    pair.add("c", Bucket.DELETE, false, Choice.B_TO_A);
    pair.contents.put("A", Bytes.of("one\n"));
    pair.contents.put("B", Bytes.of("two\u001b[31m\n"));
    pair.report = new RunReport(3, 0, 0, 0, 0, false, List.of());
    assertEquals(0, run("\nd\n<\ns\nyes\n", "review", "web.json"));
    assertEquals(
        List.of(
            "compare write=true deletes=null",
            "decide a A_TO_B",
            "decide b B_TO_A",
            "decide c SKIP",
            "approve DECIDED OptionalLong.empty",
            "unlisten",
            "close"),
        pair.asked);
    assertTrue(out().contains("-one"), out());
    assertTrue(out().contains("+two\\x1b[31m"), out());
  }

  @Test
  void aReviewThatIsLeftKeepsDecisionsAndWritesNothing() {
    pair.add("a", Bucket.NEW, true, Choice.A_TO_B);
    pair.add("b", Bucket.NEW, true, Choice.A_TO_B);
    assertEquals(1, run("\nq\n", "review", "web.json"));
    assertEquals(1, run("m\nu\n", "review", "web.json", "--again"), "the input ends");
    assertFalse(pair.asked.toString().contains("approve"), pair.asked.toString());
    assertTrue(out().contains("Not possible here; possible: --> "), out());
  }

  @Test
  void deletesAboveTheLimitAreTyped() {
    pair.add("c", Bucket.DELETE, false, Choice.A_TO_B);
    pair.typeDeletes = true;
    assertEquals(0, run("a\nyes\n1\n", "review", "web.json"));
    assertTrue(pair.asked.contains("approve DECIDED OptionalLong[1]"), pair.asked.toString());
    assertEquals(1, run("a\nyes\nmany\n", "review", "web.json"));
  }

  @Test
  void checkTellsTheFix() {
    pair.check =
        new CheckReport(
            List.of(
                new CheckReport.Line(
                    Side.B, Level.FAILED, "rsync", "missing", "apt-get install rsync")));
    assertEquals(2, run("", "check", "web.json"));
    assertTrue(out().contains("apt-get install rsync"), out());
  }

  @Test
  void aBlockedPathOfALivePairIsTold() {
    pair.state = new EngineState.Live(LiveStatus.NONE, FakePair.AT);
    pair.compared = true;
    assertEquals(0, run("", "status", "web.json"));
    pair.add("x", Bucket.BLOCKED, false, Choice.SKIP);
    assertEquals(2, run("", "status", "web.json"));
    assertTrue(out().contains("1 path is blocked"), out());
  }

  @Test
  void statusReachesNoServer() {
    pair.compared = false;
    assertEquals(1, run("", "status", "web.json"));
    assertTrue(out().contains("never compared"), out());
    pair.compared = true;
    assertEquals(0, run("", "status", "web.json", "--json"));
    pair.upkeep = new Upkeep(12, 3, FakePair.AT.plusSeconds(86_400));
    run("", "status", "web.json");
    assertTrue(out().contains("12 files were only taken for equal so far"), out());
    assertTrue(out().contains("3 old contents are kept; the first goes "), out());
    assertFalse(pair.asked.toString().contains("compare"), pair.asked.toString());
  }

  @Test
  void whatNoCompareHasProposedIsAskedFor() {
    assertEquals(1, run("", "request", "web.json", "copy", "--from", "b", "cgi/", "css/site.css"));
    assertTrue(pair.asked.contains("Copy[path=cgi, from=B]"), pair.asked.toString());
    assertTrue(pair.asked.contains("Copy[path=css/site.css, from=B]"));
    assertTrue(out().contains("Nothing is written until you approve"), out());
    assertEquals(1, run("", "request", "web.json", "delete", "old"));
    assertTrue(pair.asked.contains("Delete[path=old]"));
    assertEquals(1, run("", "request", "web.json", "exclude", "cache"));
    assertTrue(pair.asked.contains("exclude cache"));
    assertTrue(out().contains("left out from now on"), out());
  }

  @Test
  void aRequestThatIsNotClearAsksForNothing() {
    for (List<String> wrong :
        List.of(
            List.of("copy", "cgi"),
            List.of("delete", "--from", "A", "cgi"),
            List.of("delete", "cgi", "../etc"),
            List.of("delete", "cgi", "/etc"),
            List.of("move", "cgi"),
            List.of("delete"))) {
      List<String> arguments = new java.util.ArrayList<>(List.of("request", "web.json"));
      arguments.addAll(wrong);
      assertEquals(3, run("", arguments.toArray(String[]::new)), wrong.toString());
    }
    assertTrue(
        pair.asked.stream().noneMatch(call -> call.contains("path=cgi")), pair.asked.toString());
    assertTrue(err.toString(UTF_8).contains("--from A or --from B"), err.toString(UTF_8));
    assertTrue(err.toString(UTF_8).contains("'../etc' is no path below the roots"));
  }

  @Test
  void aRequestIsOneDocumentAsWell() {
    assertEquals(1, run("", "request", "web.json", "delete", "old", "--json"));
    JsonNode document = new ObjectMapper().readTree(out());
    assertEquals(1, document.path("exit").asInt());
    assertEquals(1, document.path("pairs").path(0).path("decided").asInt());
  }

  @Test
  void syncReadsAllThatWasTakenForEqualWhenToldTo() {
    run("", "sync", "job.json", "--approve", "none", "--read-all");
    assertTrue(pair.asked.contains("compare write=true deletes=null read-all"));
    assertFalse(pair.asked.contains("compare write=true deletes=null"));
    run("", "sync", "job.json", "--approve", "none");
    assertTrue(pair.asked.contains("compare write=true deletes=null"));
  }
}
