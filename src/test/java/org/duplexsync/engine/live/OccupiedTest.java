package org.duplexsync.engine.live;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.Test;

class OccupiedTest {
  private final Occupied occupied =
      new Occupied(List.of(RelPath.of("a/b/c"), RelPath.of("a/b-2"), RelPath.of("d.txt")));

  private boolean touches(String path) {
    return occupied.touches(RelPath.of(path));
  }

  @Test
  void atAPathAboveItAndBelowIt() {
    assertTrue(touches("a/b/c"));
    assertTrue(touches("a/b/c/x/y"));
    assertTrue(touches("a/b"));
    assertTrue(touches("a"));
    assertTrue(occupied.touches(RelPath.ROOT));
  }

  @Test
  void notBesideIt() {
    assertFalse(touches("a/b/d"));
    assertFalse(touches("a/b/c.txt"));
    assertFalse(touches("a/b-"));
    assertFalse(touches("d"));
    assertFalse(touches("e"));
  }

  @Test
  void nothingIsBesideNothing() {
    assertFalse(new Occupied(List.of()).touches(RelPath.ROOT));
  }
}
