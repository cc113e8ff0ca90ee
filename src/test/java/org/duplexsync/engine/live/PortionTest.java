package org.duplexsync.engine.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.Test;

class PortionTest {
  private final Portion portion = new Portion();
  private static final Places TWO =
      new Places(List.of(RelPath.of("x")), List.of(RelPath.of("d"), RelPath.of("e")), List.of());

  @Test
  void asManyDirectoriesAsAreSmall() {
    portion.was(TWO, 21);
    assertEquals(new Portion.Most(500, 60, true), portion.of(true));
    assertEquals(new Portion.Most(100, 10, false), portion.of(false));
  }

  @Test
  void oneAtLeastHoweverLargeTheyAre() {
    portion.was(TWO, 100_000);
    assertEquals(1, portion.of(true).directories());
    portion.was(TWO, 0);
    assertEquals(500, portion.of(true).directories());
  }

  @Test
  void singlePathsTellNothingOfDirectories() {
    int before = portion.of(true).directories();
    portion.was(Places.at(List.of(RelPath.of("x"))), 1);
    assertEquals(before, portion.of(true).directories());
    assertTrue(before > 1);
  }
}
