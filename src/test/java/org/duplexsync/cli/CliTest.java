package org.duplexsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
    Terminal terminal =
        Terminal.plain(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
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
      pair.whenCompared =
          () -> {
            Thread.ofPlatform().start(cli::interrupt);
            awaitCancel();
          };
      String[] options = {command, "web.json", "--approve", "all", "--yes"};
      assertEquals(3, cli.run(command.equals("sync") ? options : Arrays.copyOf(options, 2)));
      assertFalse(pair.asked.toString().contains("approve"), pair.asked.toString());
      assertTrue(err.toString(UTF_8).contains("Cancelled; nothing was left half done."));
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
    assertTrue(out().contains("Not possible here"), out());
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
}
