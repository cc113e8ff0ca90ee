package org.duplexsync.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.duplexsync.control.ApprovalPreview;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.control.CompareOptions;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.Questions;
import org.duplexsync.control.RowQuery;
import org.duplexsync.model.Choice;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {
  @TempDir Path directory;
  private LocalJob local = new LocalJob(Path.of("/"), Path.of("/"));

  @BeforeEach
  void twoTrees() throws IOException {
    local = LocalJob.in(directory, "", "");
    Files.writeString(local.a("new"), "made on A");
  }

  private JobControl open(boolean serving) throws ControlException {
    return new Jobs(InstantSource.system(), serving)
        .open(local.file(), local.state(), Questions.NOBODY);
  }

  @Test
  void theSecondToOpenItWorksOnTheFirstOnesEngine() throws Exception {
    try (JobControl first = open(true);
        JobControl second = open(false)) {
      assertFalse(first.attached());
      assertTrue(second.attached());
      PairControl pair = second.pairs().getFirst();
      assertEquals("images", pair.info().name());
      pair.compare(new CompareOptions(true, null));
      assertEquals("new", pair.rows(RowQuery.ALL).getFirst().item().path().toString());
      byte[] content =
          pair.contents(Side.A, pair.rows(RowQuery.ALL).getFirst().item().path(), 99)
              .bytes()
              .toArray();
      assertEquals("made on A", new String(content, UTF_8));
      pair.approve(pair.preview(ApproveMode.ALL), "operator:test", OptionalLong.empty());
      assertEquals("made on A", Files.readString(local.b("new")));
      assertEquals(
          first.pairs().getFirst().plan().orElseThrow().planId(),
          pair.plan().orElseThrow().planId());
    }
    try (JobControl alone = open(true)) {
      assertFalse(alone.attached(), "the first has gone");
    }
  }

  @Test
  void whereItCanNotAttachItNamesWhoHasIt() throws Exception {
    try (JobControl _ = open(false)) {
      String why = assertThrows(ControlException.class, () -> open(false)).toString();
      assertTrue(why.contains("process " + ProcessHandle.current().pid() + " on "), why);
      assertTrue(why.contains(", since 20"), why);
      assertTrue(why.contains("wait until it has ended"), why);
    }
  }

  @Test
  void lookingNeedsNeitherTheStoreForItselfNorAnEngine() throws Exception {
    Jobs jobs = new Jobs(InstantSource.system(), false);
    try (JobControl first = open(false)) {
      first.pairs().getFirst().compare(CompareOptions.LOOK);
      try (JobControl look = jobs.look(local.file(), local.state())) {
        assertFalse(look.attached());
        assertEquals(1, look.pairs().getFirst().plan().orElseThrow().rows());
      }
    }
    try (JobControl _ = open(true);
        JobControl look = jobs.look(local.file(), local.state())) {
      assertTrue(look.attached());
    }
    try (JobControl look = jobs.look(local.file(), local.state())) {
      assertEquals(1, look.pairs().getFirst().rows(RowQuery.ALL).size());
    }
  }

  @Test
  void onlyWhatWasReadIsApprovedWhoeverElseWorksOnThatPlan() throws Exception {
    Files.writeString(local.a("new"), "made on A");
    try (JobControl first = open(true);
        JobControl second = open(false)) {
      PairControl window = first.pairs().getFirst();
      PairControl terminal = second.pairs().getFirst();
      window.compare(new CompareOptions(true, null));
      ApprovalPreview read = window.preview(ApproveMode.ALL);
      Files.writeString(local.a("another"), "made on A");
      terminal.compare(new CompareOptions(true, null));
      assertRefused(window, read);
      ApprovalPreview again = window.preview(ApproveMode.ALL);
      terminal.decide(RowQuery.path(RelPath.of("new")), Choice.SKIP, "operator:other");
      assertRefused(window, again);
      assertFalse(Files.exists(local.b("new")));
      window.approve(window.preview(ApproveMode.ALL), "operator:test", OptionalLong.empty());
      assertFalse(Files.exists(local.b("new")));
      assertTrue(Files.exists(local.b("another")));
    }
  }

  private static void assertRefused(PairControl pair, ApprovalPreview read) {
    var refused =
        assertThrows(
            ControlException.class,
            () -> pair.approve(read, "operator:test", OptionalLong.empty()));
    assertTrue(
        String.valueOf(refused.getMessage()).startsWith("Nothing was approved"),
        refused::getMessage);
  }

  @Test
  void whatWasDoneIsLoggedBesideTheState() throws Exception {
    Files.writeString(local.a("two\nlines"), "made on A");
    try (JobControl job = open(false)) {
      PairControl pair = job.pairs().getFirst();
      pair.compare(new CompareOptions(true, null));
      Files.writeString(local.a("new"), "changed since");
      pair.approve(pair.preview(ApproveMode.ALL), "operator:test", OptionalLong.empty());
      Files.writeString(local.b("two\nlines"), "edited on B");
      pair.compare(new CompareOptions(true, null));
    }
    Path log = local.state().resolve("web.log");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(log)));
    List<String> lines = Files.readAllLines(log);
    assertTrue(lines.stream().anyMatch(line -> line.contains(" images: comparing both sides")));
    assertTrue(lines.stream().anyMatch(line -> line.contains("entries, 2 new")), lines::toString);
    assertTrue(
        lines.stream()
            .anyMatch(line ->
                line.contains(
                    "approved (all) by operator:test: 1 done, 1 changed meanwhile, 0 failed")),
        lines::toString);
    assertTrue(lines.stream().allMatch(line -> line.startsWith("20")), "one line each");
  }
}
