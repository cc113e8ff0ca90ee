package org.duplexsync.engine.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.Halt;
import org.duplexsync.model.Kind;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.reconcile.Census;
import org.duplexsync.reconcile.Clocks;
import org.junit.jupiter.api.Test;

class FirstCountTest {
  private static final Instant NOW = Instant.parse("2026-11-22T16:00:00Z");
  private static final int MANY = 200;

  private final FirstCount count =
      new FirstCount(
          new Census<>(
              new Census.Limit(50, 50),
              new Clocks(Duration.ZERO, Duration.ZERO, NOW, NOW),
              directory -> {
                throw new AssertionError("what is agreed is not written yet");
              }),
          item -> item.path().toString().startsWith("known"));

  private static PlanItem item(String path, Change onA, Instant mtime) {
    Entry file = new Entry(Kind.FILE, 5, mtime, 0644, "u", "g", null, new FileId(1, NOW, 1));
    Seen there = new Seen.Present(file);
    return new PlanItem(
        RelPath.of(path),
        null,
        Bucket.OVERWRITE,
        onA instanceof Change.Deleted ? Seen.ABSENT : there,
        there,
        null,
        onA,
        new Change.None(),
        Set.of(Choice.A_TO_B, Choice.SKIP),
        Choice.A_TO_B,
        true,
        "told");
  }

  private void note(String below, Change onA, Instant mtime) {
    for (int i = 0; i < MANY; i++) {
      count.note(item("%s%03d".formatted(below, i), onA, mtime));
    }
  }

  @Test
  void whatTheCensusSaysOfAllThatWasNotedIsSaid() {
    note("f", new Change.Edited(Set.of()), NOW.plus(Duration.ofDays(1)));
    List<Halt> halts = count.halts();
    assertNotNull(halts);
    assertEquals(2, halts.size());
    assertEquals(MANY, assertInstanceOf(Halt.FutureTimes.class, halts.getFirst()).paths());
  }

  @Test
  void whatIsKnownIsNotCounted() {
    note("known", new Change.Edited(Set.of()), NOW.plus(Duration.ofDays(1)));
    assertEquals(List.of(), count.halts());
  }

  @Test
  void withADeleteAllIsCountedAgain() {
    note("f", new Change.Deleted(), NOW);
    assertNull(count.halts());
  }

  @Test
  void whatWasAmendedIsCountedAgain() {
    note("f", new Change.Edited(Set.of()), NOW);
    count.spoil();
    assertNull(count.halts());
  }
}
