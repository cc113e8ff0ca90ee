package org.duplexsync.ui.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.duplexsync.control.PairInfo;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.Side;
import org.duplexsync.ui.activity.Phase;
import org.duplexsync.ui.notices.Notice.Kind;
import org.duplexsync.ui.parts.Words;
import org.junit.jupiter.api.Test;

class WatcherTest {
  private static final Instant NOW = Instant.EPOCH;
  private final Watcher watcher =
      new Watcher(
          "images",
          new Words(
              new PairInfo("images", "a", "b", "tgt-a", "tgt-b"),
              InstantSource.fixed(NOW),
              ZoneOffset.UTC));

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
        List.of(new Notice(Kind.OUTAGE, "tgt-b is unreachable", "no route to host")), outage);
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
}
