package org.duplexsync.engine.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static List<RelPath> paths(String... texts) {
    return List.of(texts).stream().map(RelPath::of).toList();
  }

  @Test
  void nothingIsNamedTwice() {
    Places places =
        Places.of(
            paths("a", "a/x", "a.txt", "b", "b"), paths("a", "a/deep", "c/d"), paths("c", "a/in"));
    assertEquals(paths("a.txt", "b"), places.points());
    assertEquals(paths("a", "c/d"), places.below());
    assertEquals(paths("c"), places.inside());
  }

  @Test
  void noPlacesAreEmpty() {
    assertTrue(Places.at(List.of()).isEmpty());
    assertTrue(Places.NONE.isEmpty());
  }
}
