package org.duplexsync.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
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
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T16:00:00Z");

  private static Entry file(Instant mtime) {
    return new Entry(Kind.FILE, 5, mtime, 0644, "u", "g", null, new FileId(1, NOW, 1));
  }

  private static PlanItem item(String path, Change onA, Instant mtime) {
    Seen here = new Seen.Present(file(mtime));
    Seen a = onA instanceof Change.Deleted ? Seen.ABSENT : here;
    return new PlanItem(
        RelPath.of(path),
        null,
        Bucket.OVERWRITE,
        a,
        here,
        null,
        onA,
        new Change.None(),
        Ruling.EITHER,
        Choice.B_TO_A,
        false,
        "told");
  }

  private static List<Halt> census(
      Census.Limit limit, Map<String, Change> changes, Instant mtime, long agreed) {
    Clocks clocks = new Clocks(Duration.ZERO, Duration.ZERO, NOW, NOW);
    Census<RuntimeException> census =
        new Census<>(limit, clocks, directory -> directory.isRoot() ? agreed : 20);
    new TreeMap<>(changes).forEach((path, change) -> census.add(item(path, change, mtime)));
    return census.halts();
  }

  private static Map<String, Change> many(String below, int count, Change change) {
    Map<String, Change> all = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      all.put(below + (100 + i), change);
    }
    return all;
  }

  @Test
  void withAHundredPercentOnlyTheCountLimits() {
    Map<String, Change> more = many("d/", 30, new Change.Deleted());
    assertEquals(List.of(), census(new Census.Limit(1000, 100), more, NOW, 25));
    assertEquals(1, census(new Census.Limit(29, 100), more, NOW, 25).size());
  }

  @Test
  void countAndShareOfDeletesWhicheverIsFirst() {
    Change gone = new Change.Deleted();
    Census.Limit limit = new Census.Limit(50, 10);
    assertEquals(List.of(), census(limit, many("x", 50, gone), NOW, 1000));
    assertEquals(
        List.of(new Halt.TooManyDeletes(Side.A, RelPath.ROOT, 51, 1000, 50)),
        census(limit, many("x", 51, gone), NOW, 1000));
    assertEquals(
        List.of(new Halt.TooManyDeletes(Side.A, RelPath.ROOT, 11, 100, 10)),
        census(limit, many("x", 11, gone), NOW, 100));
  }

  @Test
  void anEmptiedDirectoryIsToldByItselfButOneThatIsGoneIsNot() {
    Change gone = new Change.Deleted();
    Census.Limit limit = new Census.Limit(50, 10);
    Map<String, Change> emptied = many("site/img/", 12, gone);
    assertEquals(
        List.of(new Halt.TooManyDeletes(Side.A, RelPath.of("site"), 12, 20, 2)),
        census(limit, emptied, NOW, 1000));
    Map<String, Change> removed = many("img/", 12, gone);
    removed.put("img", gone);
    assertEquals(List.of(), census(limit, removed, NOW, 1000));
  }

  @Test
  void manyPathsBackInTimeAreAServerThatWentBack() {
    Map<String, Change> back = many("x", 6, new Change.WentBack(Set.of()));
    Halt halt = census(new Census.Limit(50, 10), back, NOW, 1000).getFirst();
    assertInstanceOf(Halt.ServerWentBack.class, halt);
    assertTrue(Guards.holdEverything(List.of(halt)));
  }

  @Test
  void oneFileLeftOverDoesNotDefeatTheEmptiedRoot() {
    assertNotNull(Guards.farFewer(Side.B, 1, 1000));
    assertNotNull(Guards.farFewer(Side.B, 0, 5));
    assertNull(Guards.farFewer(Side.B, 500, 1000));
  }

  @Test
  void witnessesTellWhoWentBack() {
    Guards.Store store = new Guards.Store("s1", 7, false);
    assertNull(Guards.witness(Side.A, store, "s1", 7));
    assertInstanceOf(Halt.ServerWentBack.class, Guards.witness(Side.A, store, "s1", 6));
    assertInstanceOf(Halt.StoreWentBack.class, Guards.witness(Side.A, store, "s1", 8));
    assertInstanceOf(Halt.ForeignStore.class, Guards.witness(Side.A, store, "s2", 7));
    assertInstanceOf(Halt.ServerWentBack.class, Guards.witness(Side.A, store, null, 0));
    Guards.Store pending = new Guards.Store("s1", 7, true);
    assertNull(Guards.witness(Side.A, pending, "s1", 8));
    assertNull(Guards.witness(Side.A, new Guards.Store("s1", 0, false), null, 0));
  }

  @Test
  void eachGuardIsReachedManyTimes() {
    SplittableRandom random = new SplittableRandom(1);
    Map<String, Integer> reached = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      for (Halt halt : any(random)) {
        reached.merge(halt.getClass().getSimpleName(), 1, Integer::sum);
      }
    }
    assertEquals(8, reached.size(), reached::toString);
    reached.forEach((guard, times) -> assertTrue(times >= 500, () -> guard + " " + times));
  }

  private static List<Halt> any(SplittableRandom random) {
    List<Halt> halts = new ArrayList<>();
    Side side = random.nextBoolean() ? Side.A : Side.B;
    Guards.Store store = new Guards.Store("s", random.nextInt(4), random.nextBoolean());
    String id = List.of("s", "s", "s", "other").get(random.nextInt(4));
    add(halts, Guards.witness(side, store, id, random.nextInt(4)));
    add(halts, Guards.farFewer(side, random.nextInt(20), random.nextInt(20)));
    add(halts, Guards.root(side, "/srv", "1:2", "1:" + (2 + random.nextInt(2))));
    Duration skew = Duration.ofSeconds(random.nextInt(-60, 60));
    add(halts, Guards.clocks(skew, Duration.ofSeconds(30)));
    Change[] changes = {new Change.Deleted(), new Change.WentBack(Set.of())};
    Map<String, Change> all =
        many("d/", random.nextInt(20), changes[random.nextInt(changes.length)]);
    Instant mtime = NOW.plusSeconds(random.nextInt(-9, 9));
    halts.addAll(census(new Census.Limit(12, 50), all, mtime, 1000));
    return halts;
  }

  private static void add(List<Halt> halts, @Nullable Halt halt) {
    if (halt != null) {
      halts.add(halt);
    }
  }
}
