package org.duplexsync.engine.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Census;
import org.duplexsync.reconcile.Clocks;
import org.junit.jupiter.api.Test;

class DeleteGuardTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final DeleteGuard guard = new DeleteGuard();
  private final Set<RelPath> agreed = new TreeSet<>();

  private static PlanItem gone(int number) {
    return new PlanItem(
        RelPath.of("d/f" + number),
        null,
        Bucket.DELETE,
        Seen.ABSENT,
        Seen.ABSENT,
        null,
        new Change.Deleted(),
        new Change.None(),
        Set.of(Choice.values()),
        Choice.A_TO_B,
        false,
        "told");
  }

  /** As the engine does it: what is judged and goes is not agreed any more. */
  private List<Halt> delete(int from, int to, Instant now) {
    List<PlanItem> items = new ArrayList<>();
    for (int i = from; i < to; i++) {
      items.add(gone(i));
    }
    return judged(items, now, new Census.Limit(1000, 50));
  }

  private List<Halt> judged(List<PlanItem> items, Instant now, Census.Limit limit) {
    var census =
        new Census<RuntimeException>(
            limit,
            new Clocks(Duration.ZERO, Duration.ZERO, now, now),
            at -> agreed.stream().filter(at::contains).count() + guard.wentBelow(at));
    List<Halt> halts = guard.judge(census, items, now);
    if (halts.isEmpty()) {
      guard.passed(items, now);
      items.forEach(item -> agreed.remove(item.path()));
    }
    return halts;
  }

  @Test
  void aMinutesDeletesAreAShareOfWhatThereWas() {
    for (int i = 0; i < 30; i++) {
      agreed.add(RelPath.of("d/f" + i));
    }
    for (int i = 0; i < 15; i += 3) {
      assertEquals(List.of(), delete(i, i + 3, NOON.plusSeconds(i)), "up to " + (i + 3));
    }
    assertEquals(
        List.of(new Halt.TooManyDeletes(Side.A, RelPath.ROOT, 16, 30, 15, 15)),
        delete(15, 16, NOON.plusSeconds(20)));
  }

  @Test
  void aCompareInBetweenMakesNoRoomForMore() {
    for (int i = 0; i < 30; i++) {
      agreed.add(RelPath.of("d/f" + i));
    }
    assertEquals(List.of(), delete(0, 14, NOON));
    guard.release();
    assertEquals(
        List.of(new Halt.TooManyDeletes(Side.A, RelPath.ROOT, 21, 30, 15, 14)),
        delete(14, 21, NOON.plusSeconds(10)));
  }

  @Test
  void whatHadGoneIsToldAsLongAsItHolds() {
    for (int i = 0; i < 30; i++) {
      agreed.add(RelPath.of("d/f" + i));
    }
    delete(0, 15, NOON);
    guard.hold(delete(15, 20, NOON.plusSeconds(20)), NOON.plusSeconds(20));
    assertEquals(NOON.plusSeconds(20), guard.since());
    var rest = new Halt.TooManyDeletes(Side.A, RelPath.ROOT, 5, 15, 7);
    Instant later = NOON.plusSeconds(600);
    delete(20, 21, later);
    guard.hold(guard.halts(), later);
    assertEquals(NOON.plusSeconds(20), guard.since(), "it has held since then");
    assertEquals(
        new Halt.TooManyDeletes(Side.A, RelPath.ROOT, 20, 30, 7, 15), guard.withGone(rest, later));
    var elsewhere = new Halt.TooManyDeletes(Side.A, RelPath.of("e"), 5, 15, 7);
    assertEquals(elsewhere, guard.withGone(elsewhere, later));
    guard.release();
    assertEquals(rest, guard.withGone(rest, later));
  }

  @Test
  void moreThanCanBeRememberedOneByOneCountAllTheSame() {
    var limit = new Census.Limit(25_000, 100);
    for (int i = 0; i < 25; i++) {
      assertEquals(List.of(), judged(gone(i * 1000, i * 1000 + 1000), NOON.plusSeconds(i), limit));
    }
    assertEquals(
        List.of(new Halt.TooManyDeletes(Side.A, RelPath.ROOT, 25_100, 25_000, 25_000, 25_000)),
        judged(gone(25_000, 25_100), NOON.plusSeconds(25), limit));
    assertEquals(
        List.of(), judged(gone(25_000, 25_100), NOON.plusSeconds(100), limit), "a minute later");
  }

  @Test
  void aClockThatIsSetBackMakesNoMinuteLonger() {
    for (int i = 0; i < 40; i++) {
      agreed.add(RelPath.of("d/f" + i));
    }
    assertEquals(List.of(), delete(0, 15, NOON));
    Instant back = NOON.minusSeconds(3600);
    assertEquals(List.of(), delete(15, 16, back));
    assertEquals(1, judged(gone(16, 26), back.plusSeconds(30), new Census.Limit(1000, 50)).size());
    assertEquals(List.of(), delete(16, 26, back.plusSeconds(62)));
  }

  private static List<PlanItem> gone(int from, int to) {
    return IntStream.range(from, to).mapToObj(DeleteGuardTest::gone).toList();
  }

  @Test
  void whatWentLongerAgoCountsNoMore() {
    for (int i = 0; i < 40; i++) {
      agreed.add(RelPath.of("d/f" + i));
    }
    assertEquals(List.of(), delete(0, 20, NOON));
    assertEquals(List.of(), delete(20, 30, NOON.plusSeconds(61)));
    assertEquals(0, guard.wentBelow(RelPath.ROOT));
  }
}
