package org.duplexsync.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.duplexsync.control.Condition;
import org.duplexsync.control.PairInfo;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Halt;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.LiveTrouble;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
  private static final Instant AT = Instant.parse("2026-11-22T16:15:00Z");

  private static final PairInfo INFO = new PairInfo("images", "a@x:/a", "b@y:/b", "x", "y");

  private static Condition live(long waiting, long failed, long blocked) {
    var status = new LiveStatus(0, 0, waiting, failed, blocked, AT, 1, 1, List.of(), List.of());
    return Condition.of(new EngineState.Live(status, AT), INFO);
  }

  @Test
  void monitoringHearsOfWhatFailed() {
    assertEquals(0, StatusCommand.code(live(0, 0, 0)).status());
    assertEquals(1, StatusCommand.code(live(2, 0, 0)).status());
    assertEquals(2, StatusCommand.code(live(2, 1, 0)).status());
    assertEquals(
        "1 change failed and will be tried again, 1 decision waits, all else in sync",
        live(2, 1, 0).sentence());
    assertEquals(
        "1 change failed and will be tried again, all else in sync", live(1, 1, 0).sentence());
  }

  @Test
  void aReasonThatBeginsWithItsHostNamesItOnce() {
    assertEquals("y (b@10.0.0.2) did not answer", INFO.at(Side.B, "y (b@10.0.0.2) did not answer"));
    assertEquals("y: is full", INFO.at(Side.B, "y: is full"));
    assertEquals("y: x (a) is gone", INFO.at(Side.B, "x (a) is gone"));
  }

  @Test
  void whatIsBlockedIsNoDecision() {
    assertEquals("2 decisions wait, all else in sync", live(2, 0, 0).sentence());
    assertEquals("1 decision waits, 1 path is blocked, all else in sync", live(2, 0, 1).sentence());
    assertEquals("2 paths are blocked, all else in sync", live(2, 0, 2).sentence());
    assertEquals(2, live(2, 0, 2).blocked());
  }

  private static Condition failing(long failed, LiveTrouble... troubles) {
    var status = new LiveStatus(0, 0, failed, failed, 0, AT, 1, 1, List.of(), List.of(troubles));
    return Condition.of(new EngineState.Live(status, AT), INFO);
  }

  @Test
  void whatFailedIsNamedWithItsHostItsCauseAndWhatToDo() {
    var written = new LiveTrouble.Failed(RelPath.of("d/x"), Side.B, "ENOSPC: No space left", AT);
    Condition one = failing(1, written);
    assertEquals(
        "1 change failed and will be tried again, all else in sync. d/x could not be written on y:"
            + " ENOSPC: No space left. Make room on y.",
        one.sentence());
    assertEquals("y", one.troubles().getFirst().host());
    String refused = Outcome.Failed.reading("EACCES: Permission denied").reason();
    var read = new LiveTrouble.Failed(RelPath.of("z"), Side.A, refused, AT);
    Condition two = failing(3, read, written);
    assertEquals(
        "3 changes failed and will be tried again, all else in sync. z on x: it could not be read:"
            + " EACCES: Permission denied. Let Duplex's account read it on x (chgrp and chmod, or"
            + " setfacl), or exclude it. (and 2 more)",
        two.sentence());
    assertEquals(2, two.troubles().size());
  }

  @Test
  void whatAServerSaysForgesNoLine() {
    RelPath path = RelPath.of("a\u001b[2Jb\nc");
    Condition now = failing(1, new LiveTrouble.Failed(path, Side.B, "no\u202e\nimages: live", AT));
    assertFalse(now.sentence().chars().anyMatch(c -> c < ' ' || c == 0x202e), now.sentence());
    assertTrue(now.sentence().contains("a\\x1b[2Jb\\nc"), now.sentence());
  }

  @Test
  void aGuardThatHoldsDeletesSaysSoWithHostTimeAndNumber() {
    var halt = new Halt.TooManyDeletes(Side.A, RelPath.ROOT, 801, 858, 50);
    var status =
        new LiveStatus(
            0, 0, 801, 0, 0, AT, 1, 1, List.of(), List.of(new LiveTrouble.Stopped(halt, AT)));
    Condition now = Condition.of(new EngineState.Live(status, AT), INFO);
    String since =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
            .format(AT.atZone(ZoneId.systemDefault()));
    assertEquals(
        "801 decisions wait, all else in sync. deletes wait since %s: 801 of 858 agreed entries"
                .formatted(since)
            + " were deleted on x, more than the pair's limit of 50. Approved as deletes they go"
            + " from y too. Read the review and decide; all else goes on.",
        now.sentence());
    assertEquals("TooManyDeletes", now.troubles().getFirst().kind());
    assertEquals("x", now.troubles().getFirst().host());
    assertEquals(1, StatusCommand.code(now).status());
  }

  @Test
  void aHostThatIsGoneIsNamedWithTheTimeSinceWhen() {
    Shell shell = new Shell();
    shell.pair.state = new EngineState.Unreachable(Side.B, "no route to host", AT, AT, 3);
    assertEquals(2, shell.run("status", "web.json", "--live"));
    String since =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
            .format(AT.atZone(ZoneId.systemDefault()));
    assertEquals(
        "images: tgt-b: no route to host; 3 changes queued on tgt-a\n  unreachable since %s\n"
            .formatted(since),
        shell.out());
  }
}
