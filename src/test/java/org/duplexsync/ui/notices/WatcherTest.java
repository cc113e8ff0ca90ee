package org.duplexsync.ui.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.duplexsync.control.PairInfo;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Halt;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.LiveTrouble;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.ui.activity.Phase;
import org.duplexsync.ui.notices.Notice.Kind;
import org.duplexsync.ui.parts.Words;
import org.junit.jupiter.api.Test;

class WatcherTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final PairInfo INFO = new PairInfo("images", "a", "b", "tgt-a", "tgt-b");
  private final Watcher watcher =
      new Watcher(INFO, new Words(INFO, InstantSource.fixed(NOW), ZoneOffset.UTC));

  private List<Kind> kinds(Phase phase, EngineState state) {
    return watcher.heard(phase, state).stream().map(Notice::kind).toList();
  }

  private static EngineState live(long waiting) {
    return new EngineState.Live(new LiveStatus(0, 0, waiting, NOW, 0, 0, List.of()), NOW);
  }

  private static EngineState gone() {
    return new EngineState.Unreachable(Side.B, "no route to host", NOW, NOW, 0);
  }

  @Test
  void anOutageIsToldOnceAndItsEndToo() {
    assertEquals(List.of(), kinds(Phase.LIVE, live(0)));
    List<Notice> outage = watcher.heard(Phase.UNREACHABLE, gone());
    assertEquals(
        List.of(new Notice(Kind.OUTAGE, "tgt-b is unreachable", "no route to host", "images")),
        outage);
    assertEquals(List.of(), kinds(Phase.UNREACHABLE, gone()));
    assertEquals(List.of(), kinds(Phase.STARTING, EngineState.Comparing.begun(NOW)));
    assertEquals(List.of(), kinds(Phase.UNREACHABLE, gone()));
    assertEquals(List.of(Kind.RETURN), kinds(Phase.LIVE, live(0)));
    assertEquals(List.of(), kinds(Phase.LIVE, live(0)));
  }

  @Test
  void decisionsAreToldWhenThereAreMoreOfThem() {
    assertEquals(List.of(Kind.DECISION), kinds(Phase.LIVE, live(2)));
    assertEquals(List.of(), kinds(Phase.LIVE, live(2)));
    assertEquals(List.of(Kind.DECISION), kinds(Phase.LIVE, live(3)));
    assertEquals(List.of(), kinds(Phase.LIVE, live(1)));
    kinds(Phase.UNREACHABLE, gone());
    assertEquals(List.of(Kind.RETURN), kinds(Phase.LIVE, live(1)));
    assertEquals(List.of(Kind.DECISION), kinds(Phase.LIVE, live(2)));
  }

  @Test
  void whatTheOperatorStoppedIsNotToldButTroubleAndGuardsAre() {
    kinds(Phase.LIVE, live(0));
    assertEquals(List.of(), kinds(Phase.OFF, new EngineState.Stopped()));
    kinds(Phase.LIVE, live(0));
    assertEquals(List.of(Kind.STOPPED), kinds(Phase.OFF, new EngineState.Failed(null, "no", NOW)));
    kinds(Phase.LIVE, live(0));
    EngineState review = new EngineState.Review(1, NOW);
    assertEquals(List.of(Kind.STOPPED), kinds(Phase.HALTED, review));
    assertEquals(List.of(), kinds(Phase.HALTED, review));
    assertEquals(List.of(Kind.DECISION), kinds(Phase.ASKS, review));
  }

  private static EngineState troubled(long waiting, long failed, LiveTrouble trouble) {
    return new EngineState.Live(
        new LiveStatus(0, 0, waiting, failed, 0, NOW, 0, 0, List.of(), List.of(trouble)), NOW);
  }

  @Test
  void whatFailsIsToldWithPathHostAndCause() {
    kinds(Phase.LIVE, live(0));
    var failed = new LiveTrouble.Failed(RelPath.of("x"), Side.B, "EROFS: Read-only", NOW);
    List<Notice> told = watcher.heard(Phase.LIVE, troubled(1, 1, failed));
    assertEquals(
        List.of(
            new Notice(
                Kind.DECISION,
                "images: a change failed",
                "x could not be written on tgt-b: EROFS: Read-only."
                    + " Mount that file system for writing again on tgt-b.",
                "images")),
        told);
    assertEquals(List.of(), kinds(Phase.LIVE, troubled(1, 1, failed)));
  }

  @Test
  void deletesThatAreHeldAreToldAsAStopOnce() {
    kinds(Phase.LIVE, live(5));
    var many = new Halt.TooManyDeletes(Side.A, RelPath.ROOT, 80, 90, 50);
    EngineState held = troubled(5, 0, new LiveTrouble.Stopped(many, NOW));
    List<Notice> told = watcher.heard(Phase.LIVE, held);
    assertEquals(List.of(Kind.STOPPED), told.stream().map(Notice::kind).toList());
    assertTrue(told.getFirst().text().contains("80 of 90 agreed entries were deleted on tgt-a"));
    kinds(Phase.UNREACHABLE, gone());
    assertEquals(List.of(Kind.RETURN), kinds(Phase.LIVE, held));
  }

  @Test
  void aLinkThatWaitsIsADecisionWithItsReason() {
    kinds(Phase.LIVE, live(0));
    var link =
        new LiveTrouble.Leads(
            RelPath.of("current"), Side.B, RelPath.of("release"), RelPath.of("release/x"), NOW);
    List<Notice> told = watcher.heard(Phase.LIVE, troubled(1, 0, link));
    assertEquals(List.of(Kind.DECISION), told.stream().map(Notice::kind).toList());
    assertEquals(
        "current waits on tgt-b: it leads to release, and release/x keeps failing."
            + " See to release/x or exclude it; or approve current in the review, and it goes without it.",
        told.getFirst().text());
    assertEquals(List.of(), kinds(Phase.LIVE, troubled(1, 0, link)));
  }
}
