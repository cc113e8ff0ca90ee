package org.duplexsync.ui.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Route;
import org.duplexsync.model.Side;
import org.duplexsync.model.Transfer;
import org.junit.jupiter.api.Test;

class SpeedsTest {
  private static final Instant START = Instant.EPOCH;
  private final Speeds speeds = new Speeds();

  private Moving at(long seconds, long bytes) {
    Transfer transfer =
        new Transfer(RelPath.of("big"), 1, Side.B, Route.BRIDGE, bytes, 10_000, START);
    return speeds.look(List.of(transfer), START.plusSeconds(seconds)).getFirst();
  }

  @Test
  void isNotKnownBeforeTimePassed() {
    Moving first = at(0, 0);
    assertEquals(-1, first.perSecond());
    assertNull(first.left());
  }

  @Test
  void steadyPaceTellsWhatIsLeft() {
    at(0, 0);
    at(1, 1_000);
    Moving now = at(2, 2_000);
    assertEquals(1_000, now.perSecond());
    assertEquals(Duration.ofSeconds(8), now.left());
    assertEquals(0.2, now.share(), 1e-9);
  }

  @Test
  void followsANewPaceAndOneThatStands() {
    at(0, 0);
    at(1, 1_000);
    Moving slower = at(2, 1_100);
    assertTrue(slower.perSecond() < 1_000 && slower.perSecond() > 100);
    for (int i = 3; i < 40; i++) {
      slower = at(i, 1_100);
    }
    assertEquals(0, slower.perSecond());
    assertNull(slower.left());
  }

  @Test
  void whatStartedLongAgoIsKnownAtTheFirstLook() {
    assertEquals(100, at(50, 5_000).perSecond());
  }
}
