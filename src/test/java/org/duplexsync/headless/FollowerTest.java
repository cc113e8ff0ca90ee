package org.duplexsync.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.control.PairInfo;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Halt;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.LiveTrouble;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

class FollowerTest {
  private static final Instant AT = Instant.parse("2026-11-22T16:15:00Z");

  private final List<Event.Kind> events = new ArrayList<>();
  private final List<String> logged = new ArrayList<>();
  private final Follower follower =
      new Follower(
          new PairInfo("images", "a@x:/a", "b@y:/b", "x", "y"),
          Log.journal(logged::add),
          InstantSource.fixed(AT),
          event -> events.add(event.kind()));

  private static EngineState live(long queued, long waiting) {
    return new EngineState.Live(new LiveStatus(queued, 0, waiting, AT, 0, 0, List.of()), AT);
  }

  private static EngineState gone(String why) {
    return new EngineState.Unreachable(Side.B, why, AT, AT, 0);
  }

  @Test
  void anOutageIsToldOnceAndItsEndWhenItIsLiveAgain() {
    follower.accept(new EngineState.Connecting(null, AT));
    follower.accept(live(0, 0));
    assertEquals(List.of(), events, "a start is no return");
    follower.accept(gone("no route"));
    follower.accept(new EngineState.Connecting(Side.B, AT));
    follower.accept(gone("no route"));
    follower.accept(new EngineState.Connecting(Side.B, AT));
    follower.accept(gone("refused"));
    assertEquals(List.of(Event.Kind.OUTAGE), events, "each try fails, it is one outage");
    assertEquals(
        List.of("<4>images: y: no route", "<4>images: y: refused"),
        logged.subList(2, logged.size()));
    follower.accept(new EngineState.Connecting(Side.B, AT));
    follower.accept(EngineState.Comparing.begun(AT));
    follower.accept(live(3, 0));
    follower.accept(live(0, 0));
    assertEquals(List.of(Event.Kind.OUTAGE, Event.Kind.RETURN), events);
  }

  @Test
  void aDecisionIsToldWhenTheFirstComesUp() {
    follower.accept(live(0, 0));
    follower.accept(live(0, 1));
    follower.accept(live(5, 2));
    assertEquals(List.of(Event.Kind.DECISION), events);
    follower.accept(live(0, 0));
    follower.accept(new EngineState.Review(1, AT));
    assertEquals(List.of(Event.Kind.DECISION, Event.Kind.DECISION), events);
  }

  @Test
  void anEndIsToldAndWhatTravelsIsNotLoggedOneByOne() {
    follower.accept(live(0, 0));
    follower.accept(live(7, 0));
    follower.accept(live(0, 0));
    follower.accept(new EngineState.Failed(Side.A, "disk\u001b[2J full\nforged", AT));
    assertEquals(List.of(Event.Kind.STOPPED), events);
    assertEquals(
        List.of("<6>images: live, in sync", "<3>images: x: disk\\u001b[2J full | forged"), logged);
    assertFalse(logged.toString().contains("\u001b"));
  }

  @Test
  void aGuardThatLetsNothingGoIsToldAsThatWithWhatItSays() {
    follower.accept(live(0, 0));
    Halt back = new Halt.ServerWentBack(Side.B, 40, "its witness");
    List<Halt> both = List.of(back, new Halt.FarFewer(Side.B, 1, 40));
    follower.accept(new EngineState.Review(1, 40, both, AT));
    assertEquals(List.of(Event.Kind.STOPPED), events);
    assertEquals(
        "<4>images: nothing goes until a person has decided: y seems to have been put back to an"
            + " older state (its witness; 40 paths). Its old files would replace newer ones: every"
            + " difference waits for you. (and 1 more)",
        logged.getLast());
    assertEquals(40, follower.condition().waiting());
    follower.accept(new EngineState.Review(1, 40, List.of(back), AT));
    follower.accept(live(0, 0));
    assertEquals(List.of(Event.Kind.STOPPED), events);
  }

  @Test
  void thatAllIsInSyncAgainIsLoggedOnceAfterALineThatSaidOtherwise() {
    follower.accept(live(178, 0));
    follower.accept(live(90, 0));
    follower.accept(live(0, 0));
    follower.accept(live(1, 0));
    follower.accept(live(0, 0));
    assertEquals(List.of("<6>images: 178 changes on the way", "<6>images: live, in sync"), logged);
  }

  private static EngineState troubled(long waiting, long failed, LiveTrouble... troubles) {
    return new EngineState.Live(
        new LiveStatus(0, 0, waiting, failed, 0, AT, 0, 0, List.of(), List.of(troubles)), AT);
  }

  private static LiveTrouble failure(String path) {
    return new LiveTrouble.Failed(RelPath.of(path), Side.B, "ENOSPC: No space left", AT);
  }

  @Test
  void aFailureIsToldOnceWithItsPathAndHostAndAgainAfterItHadGone() {
    follower.accept(live(0, 0));
    follower.accept(troubled(1, 1, failure("d/x")));
    assertEquals(List.of(Event.Kind.FAILED), events, "it is no decision");
    assertTrue(logged.getLast().startsWith("<4>images: 1 change failed"), logged::getLast);
    assertTrue(logged.getLast().contains("d/x could not be written on y: ENOSPC"), logged::getLast);
    int lines = logged.size();
    follower.accept(troubled(1, 1, failure("d/x")));
    follower.accept(EngineState.Comparing.begun(AT));
    follower.accept(troubled(2, 2, failure("d/x"), failure("e")));
    assertEquals(List.of(Event.Kind.FAILED), events);
    assertEquals(lines + 2, logged.size(), "the compare, and that it still fails");
    follower.accept(live(0, 0));
    follower.accept(troubled(2, 1, failure("e")));
    assertEquals(List.of(Event.Kind.FAILED, Event.Kind.DECISION, Event.Kind.FAILED), events);
  }

  @Test
  void deletesThatAreHeldAreAStopAlsoWhereSomethingWaitedBefore() {
    Halt many = new Halt.TooManyDeletes(Side.A, RelPath.ROOT, 801, 858, 50);
    follower.accept(live(0, 3));
    follower.accept(troubled(804, 0, new LiveTrouble.Stopped(many, AT)));
    assertEquals(List.of(Event.Kind.DECISION, Event.Kind.STOPPED), events);
    assertTrue(logged.getLast().contains("801 of 858 agreed entries were deleted on x"));
    follower.accept(gone("no route"));
    follower.accept(troubled(804, 0, new LiveTrouble.Stopped(many, AT)));
    assertEquals(List.of(Event.Kind.OUTAGE, Event.Kind.RETURN), events.subList(2, events.size()));
  }
}
