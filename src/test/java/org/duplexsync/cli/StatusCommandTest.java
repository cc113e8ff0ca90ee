package org.duplexsync.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.duplexsync.control.Condition;
import org.duplexsync.control.PairInfo;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
  private static final Instant AT = Instant.parse("2026-11-22T16:15:00Z");

  private static final PairInfo INFO = new PairInfo("images", "a@x:/a", "b@y:/b", "x", "y");

  private static Condition live(long waiting, long failed, long blocked) {
    var status = new LiveStatus(0, 0, waiting, failed, blocked, AT, 1, 1, List.of());
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
  void whatIsBlockedIsNoDecision() {
    assertEquals("2 decisions wait, all else in sync", live(2, 0, 0).sentence());
    assertEquals("1 decision waits, 1 path is blocked, all else in sync", live(2, 0, 1).sentence());
    assertEquals("2 paths are blocked, all else in sync", live(2, 0, 2).sentence());
    assertEquals(2, live(2, 0, 2).blocked());
  }
}
