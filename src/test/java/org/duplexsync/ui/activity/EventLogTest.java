package org.duplexsync.ui.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.control.ControlException;
import org.duplexsync.model.LiveEvent;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.FakeLive;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private final FakeLive live = new FakeLive(_ -> {});
  private final EventLog log = new EventLog();

  private void fetch() {
    try {
      log.add(live.events(log.last(), 10_000));
    } catch (ControlException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void tellsTheLatestFirst() {
    live.created("a");
    live.created("b");
    fetch();
    live.created("c");
    fetch();
    assertEquals(
        List.of("c", "b", "a"),
        log.rows().stream().map(row -> row.latest().path().toString()).toList());
    assertEquals(3, log.last());
  }

  @Test
  void whatFailsAgainAndAgainForOneReasonIsOneRow() {
    live.failed("logs/a.log", "no space left on device: logs/a.log");
    live.created("between");
    live.failed("logs/b.log", "no space left on device: logs/b.log");
    fetch();
    live.failed("logs/a.log", "no space left on device: logs/a.log");
    live.failed("logs/a.log", "the right to write is missing");
    fetch();
    assertEquals(3, log.rows().size());
    EventRow space = log.rows().get(1);
    assertTrue(space.many());
    assertEquals(3, space.times());
    assertEquals(List.of(RelPath.of("logs/a.log"), RelPath.of("logs/b.log")), space.paths());
    assertEquals(4, space.latest().id());
    assertTrue(space.first().isBefore(space.latest().ended()));
    assertFalse(log.rows().getFirst().many());
  }

  @Test
  void whatWasHeardOfIsNotToldTwice() throws ControlException {
    live.failed("a", "no");
    List<LiveEvent> events = live.events(0, 10);
    log.add(events);
    log.add(events);
    assertEquals(1, log.rows().getFirst().times());
  }

  @Test
  void keepsALimitedNumber() {
    for (int i = 0; i < EventLog.KEPT + 50; i++) {
      live.created("f" + i);
    }
    fetch();
    assertEquals(EventLog.KEPT, log.rows().size());
    assertEquals("f50", log.rows().getLast().latest().path().toString());
    var paths = new ArrayList<RelPath>();
    for (int i = 0; i < 2 * EventLog.PATHS; i++) {
      live.failed("g" + i, "full");
    }
    fetch();
    paths.addAll(log.rows().getFirst().paths());
    assertEquals(EventLog.PATHS, paths.size());
    assertEquals(2 * EventLog.PATHS, log.rows().getFirst().times());
  }
}
