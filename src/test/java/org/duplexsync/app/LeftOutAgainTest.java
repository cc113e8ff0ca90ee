package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.duplexsync.control.CompareOptions;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.Covered;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.Questions;
import org.duplexsync.control.RowQuery;
import org.duplexsync.control.Undone;
import org.duplexsync.job.Job;
import org.duplexsync.job.JobFile;
import org.duplexsync.model.Choice;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was left out for good is taken in again, each step in its turn. */
class LeftOutAgainTest {
  private static final String BY = "operator:test";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path dir;

  private interface Work {
    void on(PairControl pair) throws Exception;
  }

  private void with(LocalJob job, Work work) throws Exception {
    try (JobControl open =
        new Jobs(InstantSource.system(), false).open(job.file(), job.state(), Questions.NOBODY)) {
      work.on(open.pairs().getFirst());
    }
  }

  private LocalJob job(String more) throws Exception {
    LocalJob job = LocalJob.in(dir, more, "");
    for (String name : List.of("one", "two", "three")) {
      Files.writeString(job.a(name), name);
    }
    return job;
  }

  @Test
  void theRuleIsTakenOutOfTheFileAndTheRowComesBack() throws Exception {
    LocalJob job = job("");
    Job before = JobFile.read(job.file()).job();
    with(
        job,
        pair -> {
          pair.compare(CompareOptions.LOOK);
          pair.exclude(RelPath.of("two"), BY);
          assertNotEquals(before, JobFile.read(job.file()).job());
          assertEquals(2, pair.compare(CompareOptions.LOOK).rows());
          assertEquals(Undone.EXCLUSION, pair.undo());
          assertEquals(before, JobFile.read(job.file()).job());
          assertEquals(3, pair.compare(CompareOptions.LOOK).rows());
          assertEquals(Undone.EXCLUSION, pair.redo());
          assertEquals(2, pair.compare(CompareOptions.LOOK).rows());
        });
  }

  @Test
  void eachStepIsTakenBackInItsTurn() throws Exception {
    LocalJob job = job("\"include\": [\"*.png\"],");
    Job before = JobFile.read(job.file()).job();
    with(
        job,
        pair -> {
          pair.compare(CompareOptions.LOOK);
          pair.decide(RowQuery.path(RelPath.of("one")), Choice.SKIP, BY);
          pair.exclude(RelPath.of("two"), BY);
          pair.decide(RowQuery.path(RelPath.of("three")), Choice.SKIP, BY);
          assertEquals(3, decided(pair), "what was left out waits");
          assertEquals(Undone.DECISION, pair.undo());
          assertNotEquals(before, JobFile.read(job.file()).job());
          assertEquals(Undone.EXCLUSION, pair.undo());
          assertEquals(before, JobFile.read(job.file()).job());
          assertEquals(1, decided(pair), "its row is as it was, too");
          assertEquals(Undone.DECISION, pair.undo());
          assertEquals(Undone.NOTHING, pair.undo());
        });
  }

  private static long decided(PairControl pair) throws ControlException {
    return pair.rows(RowQuery.ALL).stream().filter(row -> row.decision() != null).count();
  }

  @Test
  void aRuleThatSomebodyChangedStays() throws Exception {
    LocalJob job = job("");
    with(
        job,
        pair -> {
          pair.compare(CompareOptions.LOOK);
          pair.decide(RowQuery.path(RelPath.of("one")), Choice.SKIP, BY);
          pair.exclude(RelPath.of("two"), BY);
          String changed = Files.readString(job.file()).replace("/two", "/two*");
          Files.writeString(job.file(), changed);
          ControlException e = assertThrows(ControlException.class, pair::undo);
          assertTrue(e.toString().contains("as it was written"), e.getMessage());
          assertEquals(changed, Files.readString(job.file()));
          assertEquals(2, decided(pair));
          assertEquals(Undone.DECISION, pair.undo(), "what was before it can be taken back");
        });
  }

  @Test
  void whatARuleWouldCoverIsCountedWithWhatIsAlike() throws Exception {
    LocalJob job = job("");
    for (Path root : List.of(job.a("x"), job.b("x"))) {
      Files.createDirectories(root);
      Files.writeString(root.resolve("same"), "same");
      Files.setLastModifiedTime(
          root.resolve("same"), java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L));
      Files.setLastModifiedTime(
          root, java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L));
    }
    Files.writeString(job.a("x/new"), "new");
    Files.writeString(job.a("x-other"), "other");
    with(
        job,
        pair -> {
          pair.compare(new CompareOptions(true, null));
          assertEquals(new Covered(1, 2), pair.covered(RelPath.of("x")));
        });
  }
}
