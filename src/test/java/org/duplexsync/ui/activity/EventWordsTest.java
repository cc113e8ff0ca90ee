package org.duplexsync.ui.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Set;
import org.duplexsync.control.PairInfo;
import org.duplexsync.model.Action;
import org.duplexsync.model.LiveEvent;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.ui.FakeLive;
import org.duplexsync.ui.parts.Words;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventWordsTest {
  private static final Instant SEEN = Instant.parse("2026-11-22T09:31:04.120Z");
  private static final RelPath PATH = RelPath.of("cgi/a.cgi");
  private static final Outcome DONE = new Outcome.Done(null, null);
  private final EventWords words =
      new EventWords(
          new Words(
              new PairInfo("web", "a", "b", "tgt-a", "tgt-b"),
              InstantSource.fixed(SEEN),
              ZoneOffset.UTC));

  private static LiveEvent event(@Nullable Action action, @Nullable Outcome outcome) {
    return new LiveEvent(1, SEEN, SEEN.plusMillis(43), PATH, action, outcome, "because", 0);
  }

  @Test
  void causeAndEffectWithBothTimes() {
    LiveEvent created = event(FakeLive.copy("cgi/a.cgi"), DONE);
    assertEquals(
        "created on tgt-a 09:31:04.120, on tgt-b 09:31:04.163", words.causeAndEffect(created));
    assertEquals("43 ms", EventWords.took(created));
    LiveEvent edited =
        event(new Action.Copy(PATH, Side.A, FakeLive.entry(), FakeLive.entry()), DONE);
    assertEquals(
        "edited on tgt-b 09:31:04.120, on tgt-a 09:31:04.163", words.causeAndEffect(edited));
    LiveEvent mode =
        event(
            new Action.SetMetadata(PATH, Side.B, Set.of(), FakeLive.entry(), FakeLive.entry()),
            DONE);
    assertEquals(
        "mode or owner changed on tgt-a 09:31:04.120, on tgt-b 09:31:04.163",
        words.causeAndEffect(mode));
  }

  @Test
  void whatWaitsAndWhatFailedIsNotCalledDone() {
    assertEquals(
        "seen 09:31:04.120, waits for a decision", words.causeAndEffect(event(null, null)));
    LiveEvent failed = event(FakeLive.copy("cgi/a.cgi"), new Outcome.Failed("disk full"));
    assertEquals(
        "created on tgt-a 09:31:04.120, failed on tgt-b 09:31:04.163",
        words.causeAndEffect(failed));
    assertEquals("disk full", EventWords.why(failed));
    assertEquals("", EventWords.took(failed));
    assertEquals("tone-conflict", EventWords.tone(failed));
  }

  @Test
  void anotherDayIsNamedAndManyPathsAreNotCountedAsTimes() {
    EventWords later =
        new EventWords(
            new Words(
                new PairInfo("web", "a", "b", "tgt-a", "tgt-b"),
                InstantSource.fixed(SEEN.plus(Duration.ofDays(1))),
                ZoneOffset.UTC));
    String day = SEEN.toString().substring(0, 10);
    assertEquals(
        "created on tgt-a " + day + " 09:31:04.120, on tgt-b 09:31:04.163",
        later.causeAndEffect(event(FakeLive.copy("cgi/a.cgi"), DONE)));
    LiveEvent failed = event(FakeLive.copy("cgi/a.cgi"), new Outcome.Failed("disk full"));
    var twenty = Collections.nCopies(EventLog.PATHS, PATH);
    assertEquals(
        "failed 1,000 times on at least 20 paths, 09:31:04.120 to 09:31:04.163",
        words.many(new EventRow(failed, 1000, SEEN, twenty)));
    assertEquals(
        "failed 1,000 times on 1 path, 09:31:04.120 to 09:31:04.163",
        words.many(new EventRow(failed, 1000, SEEN, twenty.subList(0, 1))));
  }

  @Test
  void spansOfTime() {
    assertEquals("90 s", EventWords.span(Duration.ofSeconds(90)));
    assertEquals("3 min", EventWords.span(Duration.ofSeconds(200)));
    assertEquals("2 h 5 min", EventWords.span(Duration.ofMinutes(125)));
  }
}
