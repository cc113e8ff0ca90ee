package org.duplexsync.ui.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duplexsync.control.PairInfo;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.control.Upkeep;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Halt;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.LiveTrouble;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

class SentenceTest {
  private static final Instant NOW = Instant.parse("2026-11-22T16:15:00Z");
  private static final Words WORDS =
      new Words(
          new PairInfo("images", "a", "b", "tgt-a", "tgt-b"),
          InstantSource.fixed(NOW),
          ZoneOffset.UTC);

  private static Sentence of(long queued, long waiting, long failed, LiveTrouble... troubles) {
    var status =
        new LiveStatus(queued, 0, waiting, failed, 0, NOW, 0, 0, List.of(), List.of(troubles));
    return Sentence.of(new EngineState.Live(status, NOW), Optional.empty(), WORDS);
  }

  @Test
  void whatFailedIsNamedWithItsServerThoughOtherThingsMove() {
    var failed = new LiveTrouble.Failed(RelPath.of("d/x"), Side.B, "full", NOW);
    assertEquals(
        new Sentence(
            "d/x failed on tgt-b since " + WORDS.time(NOW) + ": tried again", Sentence.Tone.BAD),
        of(7, 1, 1, failed));
    assertEquals(
        "d/x failed on tgt-b since " + WORDS.time(NOW) + " and 2 more: tried again",
        of(0, 3, 3, failed).text());
    assertEquals("2 changes failed: tried again", of(0, 2, 2).text());
  }

  @Test
  void whatWaitsIsSaidBesideWhatTravelsAndABlockedPathIsNoDecision() {
    assertEquals(
        new Sentence("3 decisions waiting, 7 changes on the way", Sentence.Tone.ASKS), of(7, 3, 0));
    assertEquals("1 decision waiting, all else in sync", of(0, 1, 0).text());
    var blocked = new LiveStatus(0, 0, 3, 0, 2, NOW, 0, 0, List.of(), List.of());
    assertEquals(
        "1 decision waiting, 2 paths blocked, all else in sync",
        Sentence.of(new EngineState.Live(blocked, NOW), Optional.empty(), WORDS).text());
  }

  @Test
  void whatWasEqualIsNotCalledInSyncOnceNobodyLooks() {
    var plan =
        new PlanSummary(
            1,
            NOW,
            1,
            1,
            null,
            null,
            null,
            null,
            Map.of(),
            0,
            0,
            List.of(),
            List.of(),
            List.of(),
            Upkeep.NONE);
    assertEquals(
        new Sentence("In sync as of " + WORDS.time(NOW), Sentence.Tone.GOOD),
        Sentence.of(new EngineState.InSync(1, NOW), Optional.of(plan), WORDS));
    assertEquals(
        new Sentence(
            "No differences at " + WORDS.time(NOW) + ", not looked at since", Sentence.Tone.QUIET),
        Sentence.of(new EngineState.Stopped(), Optional.of(plan), WORDS));
  }

  @Test
  void deletesThatAreHeldAreSaidWithServerTimeAndLimit() {
    var many = new Halt.TooManyDeletes(Side.A, RelPath.ROOT, 801, 858, 50);
    assertEquals(
        new Sentence(
            "Deletes wait since %s: 801 on tgt-a, limit 50".formatted(WORDS.time(NOW)),
            Sentence.Tone.ASKS),
        of(3, 801, 0, new LiveTrouble.Stopped(many, NOW)));
  }
}
