package org.duplexsync.engine.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.junit.jupiter.api.Test;

class TellingTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final List<EngineState> told = new ArrayList<>();
  private final Telling telling = new Telling(told::add);

  private void tell(long queued, Instant now) {
    telling.live(now, new LiveStatus(queued, 0, 0, NOON, 0, 0, List.of()), false, NOON);
  }

  private long queued() {
    return assertInstanceOf(EngineState.Live.class, told.getLast()).status().queued();
  }

  @Test
  void noneIsToldTooOftenButThatThereIsNoMore() {
    tell(0, NOON);
    tell(1, NOON.plusMillis(10));
    assertEquals(0, queued());
    tell(2, NOON.plusMillis(110));
    assertEquals(2, queued());
    tell(0, NOON.plusMillis(111));
    assertEquals(0, queued());
  }

  @Test
  void aClockThatIsSetBackKeepsNothingBack() {
    tell(0, NOON);
    tell(1, NOON.minusSeconds(3600));
    assertEquals(1, queued(), "it is not in sync");
  }
}
