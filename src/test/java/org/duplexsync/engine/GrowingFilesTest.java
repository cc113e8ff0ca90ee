package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.Kind;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.junit.jupiter.api.Test;

/** When a new file that moves on and on is taken for a log. */
class GrowingFilesTest {
  private static final long MIB = 1 << 20;
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final RelPath PATH = RelPath.of("new.log");

  private final GrowingFiles growing = new GrowingFiles();

  private static PlanRow created(long size) {
    var id = new FileId(1, START, 1);
    var entry = new Entry(Kind.FILE, size, START, 0644, "web", "web", null, id);
    return PlanRow.of(
        new PlanItem(
            PATH,
            null,
            Bucket.NEW,
            new Seen.Present(entry),
            Seen.ABSENT,
            null,
            new Change.Created(),
            new Change.None(),
            Set.of(Choice.A_TO_B, Choice.SKIP),
            Choice.A_TO_B,
            true,
            "new on A"));
  }

  /** What is new has no agreed beginning: no host is asked. */
  @SuppressWarnings("NullAway")
  private boolean isLog(long size, long seconds) throws Exception {
    return !growing.among(List.of(created(size)), null, START.plusSeconds(seconds)).isEmpty();
  }

  @Test
  void aSmallOneIsAfterSixSeconds() throws Exception {
    assertEquals(false, isLog(1000, 100), "it did not move on");
    growing.movedOn(PATH, START);
    assertEquals(false, isLog(1000, 5));
    assertEquals(true, isLog(1000, 6));
    growing.arrived(PATH);
    assertEquals(false, isLog(1000, 7));
  }

  @Test
  void aLargeOneIsAfterHalfAMinuteIfItGrowsSlowlyHoweverLargeItIs() throws Exception {
    growing.movedOn(PATH, START);
    assertEquals(false, isLog(500 * MIB, 1));
    assertEquals(false, isLog(505 * MIB, 29));
    assertEquals(true, isLog(510 * MIB, 31));
  }

  @Test
  void oneThatGrowsAsFastAsAnUploadWaitsButNotForEver() throws Exception {
    growing.movedOn(PATH, START);
    assertEquals(false, isLog(2 * MIB, 0));
    assertEquals(false, isLog(102 * MIB, 40));
    assertEquals(false, isLog(1500 * MIB, 599));
    assertEquals(true, isLog(1503 * MIB, 600));
  }

  @Test
  void aClockThatIsSetBackMakesItWaitNoLonger() throws Exception {
    growing.movedOn(PATH, START);
    assertEquals(false, isLog(1000, -3600));
    assertEquals(true, isLog(1000, -3600 + 6));
  }
}
