package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.duplexsync.engine.live.LiveMachine;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveEvent;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.Selection;

/** A live pair on two machines in memory, moved on by the test; time is the machines' own. */
public final class LiveRun {
  final PairEngine engine;
  final LiveMachine machine;
  private final TwoMachines two;

  public LiveRun(TwoMachines two, PairEngine engine) {
    this.two = two;
    this.engine = engine;
    this.machine = engine.live().prepare("test");
  }

  /** Lets this much time pass. */
  public void pass(Duration time) {
    Instant end = two.time.instant().plus(time);
    while (two.time.instant().isBefore(end)) {
      Instant next = machine.step(two.time.instant());
      Instant until = next.isAfter(end) ? end : next;
      if (until.isAfter(two.time.instant())) {
        two.time.pass(Duration.between(two.time.instant(), until));
      }
    }
  }

  public void pass(long millis) {
    pass(Duration.ofMillis(millis));
  }

  public LiveStatus status() {
    return assertInstanceOf(EngineState.Live.class, engine.state()).status();
  }

  List<LiveEvent> events() {
    return engine.live().events(0, 1000);
  }

  /** What waits for a person. */
  public List<String> waiting() {
    var plan = engine.plan();
    return plan == null
        ? List.of()
        : engine
            .rows(plan.id())
            .page(Selection.ALL.with(Selection.Status.OPEN), null, 1000)
            .stream()
            .map(LiveRun::line)
            .toList();
  }

  private static String line(PlanRow row) {
    return row.path() + " " + row.item().bucket() + " " + row.item().proposal();
  }
}
