package org.duplexsync.ui.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldedTest {
  private final Deque<Runnable> timer = new ArrayDeque<>();
  private final List<Integer> got = new ArrayList<>();
  private final Folded<Integer> folded =
      new Folded<>((_, task) -> timer.add(task), Folded.WHILE, got::add);

  @Test
  void manyValuesAreOneUpdateWithTheLatest() {
    for (int i = 1; i <= 1000; i++) {
      folded.accept(i);
    }
    assertEquals(1, timer.size());
    timer.remove().run();
    assertEquals(List.of(1000), got);
  }

  @Test
  void theLastValueAlwaysArrives() {
    folded.accept(1);
    timer.remove().run();
    folded.accept(2);
    assertEquals(1, timer.size());
    timer.remove().run();
    assertEquals(List.of(1, 2), got);
  }
}
