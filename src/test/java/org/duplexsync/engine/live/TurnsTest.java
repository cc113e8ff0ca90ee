package org.duplexsync.engine.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final Turns turns = new Turns();

  private void add(String path, long millis) {
    turns.add(RelPath.of(path), NOON.plusMillis(millis));
  }

  private void crowd() {
    for (int i = 0; i < 100; i++) {
      add("many/f" + (100 + i), 10 + i);
    }
  }

  @Test
  void whatIsAloneDoesNotWaitBehindACrowd() {
    crowd();
    add("z/alone", 5);
    List<RelPath> first = turns.first(10, true);
    assertEquals(10, first.size());
    assertTrue(first.contains(RelPath.of("z/alone")), first::toString);
  }

  @Test
  void ofACrowdSomeOfTheLatestComeFirst() {
    crowd();
    List<RelPath> first = turns.first(20, true);
    assertEquals(20, first.size());
    assertTrue(
        first.containsAll(List.of(RelPath.of("many/f199"), RelPath.of("many/f198"))),
        first::toString);
    assertTrue(first.contains(RelPath.of("many/f100")), first::toString);
  }

  @Test
  void aCrowdMayHaveToWait() {
    crowd();
    add("z/alone", 5);
    add("z/too", 5);
    assertEquals(
        Set.of(RelPath.of("z/alone"), RelPath.of("z/too")), Set.copyOf(turns.first(10, false)));
  }

  @Test
  void allComeIfThereIsRoom() {
    add("b", 0);
    add("a/x", 0);
    assertEquals(2, turns.first(2, true).size());
  }
}
