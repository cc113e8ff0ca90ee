package org.duplexsync.engine.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duplexsync.host.News;
import org.duplexsync.host.News.Hint;
import org.duplexsync.model.InotifyMode;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

class DirtySetTest {
  private static Portion.Most most(int most) {
    return new Portion.Most(most, most, true);
  }

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final DirtySet dirty = new DirtySet(LiveRules.DEFAULT, 100);
  private final Set<RelPath> agreed = new HashSet<>(Set.of(path("old"), path("log")));

  private static RelPath path(String text) {
    return RelPath.of(text);
  }

  private static Instant at(long millis) {
    return NOON.plusMillis(millis);
  }

  private void hear(String path, Hint hint, long millis) {
    dirty.hear(Side.A, new News.Dirty(path(path), hint), at(millis));
  }

  private List<RelPath> take(long millis) {
    return dirty.take(at(millis), agreed::contains, _ -> false, most(1_000)).points();
  }

  @Test
  void whatIsClosedIsLookedAtAtOnceIfItWasKnown() {
    hear("old", Hint.WRITTEN, 0);
    hear("new", Hint.WRITTEN, 0);
    assertEquals(List.of(path("old")), take(0));
    assertEquals(List.of(path("new")), take(6));
  }

  @Test
  void whatIsHeardOfWhatWaitsShortensTheWaitOnce() {
    dirty.again(path("old"), at(30_000), Duration.ofMillis(500));
    hear("old", Hint.WRITTEN, 1_000);
    hear("old", Hint.WRITTEN, 1_400);
    assertEquals(List.of(), take(1_499));
    assertEquals(List.of(path("old")), take(1_500));
    dirty.again(path("old"), at(30_000));
    hear("old", Hint.WRITTEN, 2_000);
    assertEquals(List.of(), take(29_999));
    dirty.now(path("old"), at(29_999));
    assertEquals(List.of(path("old")), take(29_999));
  }

  @Test
  void aDeleteWaitsForACreateThatMayFollow() {
    hear("old", Hint.GONE, 0);
    assertEquals(List.of(), take(14));
    hear("old", Hint.WRITTEN, 14);
    assertEquals(List.of(path("old")), take(14));
    assertTrue(dirty.isEmpty());
  }

  @Test
  void bothNamesOfAMoveComeTogether() {
    hear("old", Hint.GONE, 0);
    hear("new", Hint.ARRIVED, 0);
    assertEquals(List.of(), take(10));
    assertEquals(List.of(path("new"), path("old")), take(15));
  }

  private void gone(String path, long millis) {
    agreed.add(path(path));
    hear(path, Hint.GONE, millis);
  }

  @Test
  void anArrivalWaitsForItsOwnNameAlsoWhileOthersGo() {
    gone("x1", 0);
    dirty.hear(Side.A, new News.Below(path("x2")), at(0));
    gone("y1", 2);
    dirty.hear(Side.A, new News.Below(path("y2")), at(2));
    assertTrue(all(16).isEmpty());
    Places together = all(17);
    assertEquals(List.of(path("x1"), path("y1")), together.points());
    assertEquals(List.of(path("x2"), path("y2")), together.below());
  }

  private Places all(long millis) {
    return dirty.take(at(millis), agreed::contains, _ -> false, most(1_000));
  }

  @Test
  void whatWentThroughManyNamesIsLookedAtWithItsFirstAndItsLast() {
    gone("a1", 0);
    hear("a2", Hint.ARRIVED, 0);
    hear("a2", Hint.GONE, 10);
    hear("a3", Hint.ARRIVED, 10);
    assertEquals(List.of(path("a1"), path("a3")), take(15));
    assertEquals(List.of(path("a2")), take(25));
  }

  @Test
  void namesThatGoOnGoingWaitForOneAnotherButNotForEver() {
    for (int i = 0; i < 84; i++) {
      gone("d%03d".formatted(i), i * 12L);
      assertEquals(List.of(), take(i * 12L + 3));
    }
    assertEquals(84, take(1_000).size());
  }

  @Test
  void afterManyNamesThePauseMayBeLonger() {
    for (int i = 0; i < 5; i++) {
      gone("d%03d".formatted(i), i);
    }
    gone("d100", 100);
    assertEquals(List.of(), take(249));
    assertEquals(6, take(250).size());
    gone("d200", 300);
    assertEquals(1, take(315).size());
  }

  @Test
  void whatCameWaitsAMomentOnly() {
    gone("d000", 0);
    hear("came", Hint.ARRIVED, 0);
    for (int i = 1; i < 25; i++) {
      gone("d%03d".formatted(i), i * 10L);
      assertEquals(List.of(), take(i * 10L));
    }
    assertEquals(26, take(250).size());
  }

  @Test
  void whatGoesTogetherIsTakenTogetherHoweverMuch() {
    for (int i = 0; i < 40; i++) {
      gone("old%02d".formatted(i), 0);
      hear("new%02d".formatted(i), Hint.ARRIVED, 0);
    }
    assertEquals(80, dirty.take(at(15), agreed::contains, _ -> false, most(10)).points().size());
  }

  @Test
  void whatCameOnTheOtherSideWaitsForNothingHere() {
    gone("x1", 0);
    dirty.hear(Side.B, new News.Dirty(path("b"), Hint.ARRIVED), at(1));
    assertEquals(List.of(path("b")), take(1));
  }

  @Test
  void whereADirectoryWasReplacedItMayHaveComeElsewhere() {
    var directories =
        new DirtySet.Agreements() {
          @Override
          public boolean has(RelPath path) {
            return agreed.contains(path);
          }

          @Override
          public boolean hasDirectory(RelPath path) {
            return path.equals(path("dd"));
          }
        };
    gone("dd", 0);
    hear("dd", Hint.WRITTEN, 1);
    assertTrue(dirty.take(at(5), directories, _ -> false, most(10)).isEmpty());
    dirty.hear(Side.A, new News.Below(path("ddx")), at(6));
    assertTrue(dirty.take(at(14), directories, _ -> false, most(10)).isEmpty());
    Places together = dirty.take(at(15), directories, _ -> false, most(10));
    assertEquals(List.of(path("dd")), together.points());
    assertEquals(List.of(path("ddx")), together.below());
    assertEquals(List.of(path("dd")), dirty.gone(together.points()));
  }

  @Test
  void aNewFileRenamedOverAnOldOneDelaysItNot() {
    hear("tmp", Hint.GONE, 0);
    hear("old", Hint.ARRIVED, 0);
    assertEquals(List.of(path("old")), take(0));
  }

  @Test
  void whatIsWrittenWaitsUntilItIsQuietButNotForEver() {
    hear("log", Hint.WRITING, 0);
    assertEquals(List.of(), take(300));
    for (int i = 1; i < 10; i++) {
      hear("log", Hint.WRITING, i * 300L);
    }
    assertEquals(List.of(), take(2_999));
    assertEquals(List.of(path("log")), take(3_000));
    hear("log", Hint.WRITING, 3_100);
    assertEquals(List.of(path("log")), take(3_500));
  }

  @Test
  void byLsyncdsCloseWriteOnlyACloseCounts() {
    LiveRules usual = LiveRules.DEFAULT;
    var strict =
        new DirtySet(
            new LiveRules(
                Duration.ofSeconds(2),
                usual.transfers(),
                InotifyMode.CLOSE_WRITE,
                0,
                usual.compareEvery(),
                usual.pollEvery(),
                true));
    strict.hear(Side.A, new News.Dirty(path("log"), Hint.WRITING), at(0));
    assertTrue(strict.take(at(60_000), agreed::contains, _ -> false, most(10)).isEmpty());
    strict.hear(Side.A, new News.Dirty(path("log"), Hint.WRITTEN), at(60_000));
    assertFalse(strict.take(at(60_000), agreed::contains, _ -> false, most(10)).isEmpty());
  }

  @Test
  void changesAreGatheredForTheDelay() {
    LiveRules usual = LiveRules.DEFAULT;
    var slow =
        new DirtySet(
            new LiveRules(
                Duration.ofSeconds(2),
                usual.transfers(),
                usual.inotifyMode(),
                0,
                usual.compareEvery(),
                usual.pollEvery(),
                true));
    slow.hear(Side.A, new News.Dirty(path("old"), Hint.WRITTEN), at(0));
    slow.hear(Side.A, new News.Dirty(path("old"), Hint.WRITTEN), at(1_900));
    assertEquals(at(2_000), slow.next(at(1_900), agreed::contains, _ -> false));
    assertEquals(
        List.of(path("old")),
        slow.take(at(2_000), agreed::contains, _ -> false, most(10)).points());
  }

  @Test
  void tooManyPathsBecomeTheirDirectoriesAndTooManyOfThoseTheWhole() {
    for (int i = 0; i < 101; i++) {
      hear("d" + i % 7 + "/f" + i, Hint.WRITTEN, 0);
    }
    assertEquals(7, dirty.size());
    assertFalse(dirty.isWhole());
    assertTrue(dirty.touches(path("d3/f3")));
    for (int i = 0; i < 400; i++) {
      hear("e" + i + "/f", Hint.WRITTEN, 0);
    }
    assertTrue(dirty.isWhole());
    assertEquals(0, dirty.size());
  }

  @Test
  void aSmallEditDoesNotWaitBehindABurst() {
    for (int i = 0; i < 90; i++) {
      hear("burst/%04d".formatted(i), Hint.WRITTEN, i / 3);
    }
    hear("z", Hint.WRITTEN, 40);
    List<RelPath> first = dirty.take(at(60), agreed::contains, _ -> false, most(50)).points();
    assertTrue(first.contains(path("z")));
    assertTrue(first.contains(path("burst/0000")), "what came first does not wait for ever");
    assertEquals(50, first.size());
    assertTrue(dirty.waitsAt(path("burst")));
    assertFalse(dirty.waitsAt(path("bur")));
    assertFalse(dirty.waitsAt(path("z")));
  }

  @Test
  void whatIsToBeListedWaitsWithAllThatIsInIt() {
    dirty.hear(Side.A, new News.Below(path("releases")), NOON);
    assertTrue(dirty.waitsAt(path("releases/5")));
    assertFalse(dirty.waitsAt(path("release")));
    take(0);
    assertFalse(dirty.waitsAt(path("releases/5")));
  }

  @Test
  void anOverflowIsTheWhole() {
    dirty.hear(Side.B, new News.Overflow(), NOON);
    assertTrue(dirty.isWhole());
    dirty.clear();
    assertTrue(dirty.isEmpty());
  }

  @Test
  void whatIsBusyWaits() {
    hear("old", Hint.WRITTEN, 0);
    assertTrue(dirty.take(at(5), agreed::contains, path("old")::equals, most(10)).isEmpty());
    assertEquals(1, dirty.size());
  }

  @Test
  void aClockThatWasSetBackDelaysNothing() {
    hear("old", Hint.GONE, 3_600_000);
    dirty.setBack(at(0));
    assertEquals(List.of(path("old")), take(15));
  }

  @Test
  void whenItWasHeardIsToldOfPathsBelowToo() {
    dirty.hear(Side.A, new News.Below(path("d")), at(3));
    dirty.take(at(3), agreed::contains, _ -> false, most(10));
    assertEquals(at(3), dirty.since(path("d/x/y")));
  }

  /** Of these we wrote on B. */
  private static final DirtySet.Agreements WROTE =
      new DirtySet.Agreements() {
        @Override
        public boolean has(RelPath path) {
          return true;
        }

        @Override
        public boolean wrote(RelPath path, Side side) {
          return side == Side.B && path.toString().startsWith("own");
        }
      };

  @Test
  void ownWritesComeAfterAllElse() {
    dirty.hear(Side.B, new News.Dirty(path("own"), News.Hint.ARRIVED), at(0));
    dirty.hear(Side.B, new News.Below(path("own-directory")), at(0));
    dirty.hear(Side.A, new News.Dirty(path("theirs"), News.Hint.WRITTEN), at(0));
    assertEquals(List.of(path("theirs")), dirty.take(at(10), WROTE, _ -> false, most(10)).points());
    Places own = dirty.take(at(10), WROTE, _ -> false, most(10));
    assertEquals(List.of(path("own")), own.points());
    assertEquals(List.of(path("own-directory")), own.below());
  }

  @Test
  void whatSeemsOwnDoesNotWaitForEverAndAnEditNotAtAll() {
    dirty.hear(Side.B, new News.Dirty(path("own"), News.Hint.ARRIVED), at(0));
    dirty.hear(Side.B, new News.Dirty(path("own-edited"), News.Hint.WRITTEN), at(4_000));
    dirty.hear(Side.A, new News.Dirty(path("own-there"), News.Hint.ARRIVED), at(4_000));
    assertEquals(
        List.of(path("own-edited"), path("own-there")),
        dirty.take(at(4_500), WROTE, _ -> false, most(10)).points());
    dirty.hear(Side.A, new News.Dirty(path("theirs"), News.Hint.WRITTEN), at(5_500));
    assertEquals(
        List.of(path("own"), path("theirs")),
        dirty.take(at(5_500), WROTE, _ -> false, most(10)).points());
  }
}
