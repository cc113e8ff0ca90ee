package org.duplexsync.engine.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.Test;

class WaitersTest {
  private static final RelPath LINK = RelPath.of("current");
  private static final RelPath RELEASE = RelPath.of("release");

  private final Waiters waiters = new Waiters();
  private final Set<RelPath> busy = new HashSet<>();
  private final Set<RelPath> dirty = new HashSet<>();

  private List<RelPath> free(int lanes) {
    return waiters.free(busy::contains, dirty::contains, lanes);
  }

  private static Pipeline.Again held(Pipeline.Held... held) {
    return new Pipeline.Again(List.of(), List.of(), List.of(held), List.of());
  }

  @Test
  void goesOnWhenNothingTravelsOrWaitsWhereItLeads() {
    waiters.add(held(new Pipeline.Held(LINK, RELEASE, true)));
    busy.add(RELEASE);
    assertEquals(List.of(), free(1));
    busy.clear();
    dirty.add(RELEASE);
    assertEquals(List.of(), free(1));
    dirty.clear();
    assertEquals(List.of(LINK), free(1));
    assertEquals(List.of(), free(1), "told once");
  }

  @Test
  void waitsForAllItWasToldLast() {
    var old = RelPath.of("old");
    waiters.add(held(new Pipeline.Held(LINK, RELEASE, true)));
    waiters.add(held(new Pipeline.Held(LINK, LINK, false), new Pipeline.Held(LINK, old, false)));
    busy.addAll(Set.of(RELEASE, old));
    assertEquals(List.of(), free(0));
    busy.remove(old);
    dirty.add(old);
    assertEquals(List.of(LINK), free(0), "what is to be looked at does not travel");
  }

  @Test
  void aLaneIsForTheOnesThatHaveWaitedLongest() {
    List<RelPath> files = List.of("1", "2", "3", "4", "5").stream().map(RelPath::of).toList();
    waiters.add(new Pipeline.Again(List.of(), List.of(), List.of(), files));
    assertEquals(List.of(), free(0));
    assertEquals(files.subList(0, 2), free(1));
    assertEquals(files.subList(2, 5), free(8));
    assertEquals(List.of(), free(8));
  }
}
