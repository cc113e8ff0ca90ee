package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.JobOpener;
import org.duplexsync.control.PairControl;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

/** A job of two pairs, its engine in another process: only one is shown, none is forgotten. */
class WindowPairsTest extends WindowCase {
  private final PagedPair other = new PagedPair(SampleRows.everyCase());
  private final PagedPair late = new PagedPair(SampleRows.everyCase());
  private final CountDownLatch gate = new CountDownLatch(1);

  @Override
  SampleRows rows() {
    return SampleRows.everyCase();
  }

  @Override
  void prepare() {
    other.name = "scripts";
    late.name = "late";
  }

  @Override
  JobOpener opener() {
    return (file, _, _) -> {
      if (file.toString().contains("late")) {
        try {
          gate.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        return late.job();
      }
      return both();
    };
  }

  private JobControl both() {
    JobControl one = pair.job();
    return new JobControl() {
      @Override
      public String name() {
        return "web";
      }

      @Override
      public List<PairControl> pairs() {
        return List.of(pair, other);
      }

      @Override
      public boolean attached() {
        return true;
      }

      @Override
      public void close() {
        one.close();
      }
    };
  }

  private String shown() {
    return Objects.requireNonNull(window.job()).currentProperty().get().model().info().name();
  }

  private Node elsewhere() {
    return robot.lookup("#elsewhere").query();
  }

  private void gone() {
    other.publish(
        new EngineState.Unreachable(
            Side.B, "no route to host", FakeLive.SINCE, FakeLive.SINCE.plusSeconds(9), 41));
  }

  @Test
  void aPairThatIsNotShownIsSeenToNeedSomebodyAndIsOneKeyAway() {
    waitForRows(10);
    pair.live.live(FakeLive.quiet());
    other.live.live(FakeLive.quiet());
    waitUntil("both are live", () -> !elsewhere().isVisible());
    gone();
    waitUntil("said", () -> elsewhere().isVisible());
    assertEquals("1 more needs you", text("#elsewhere"));
    assertTrue(text("#sentence").startsWith("In sync"));
    assertEquals("headless", text("#attached"));
    robot.interact(() -> elsewhere().requestFocus());
    press("Space");
    waitUntil("it is shown", () -> shown().equals("scripts"));
    assertTrue(text("#sentence").contains("tgt-b unreachable"));
    assertFalse(elsewhere().isVisible());
  }

  @Test
  void aNoticeLeadsToItsOwnPair() {
    waitForRows(10);
    other.live.live(new LiveStatus(0, 0, 2, FakeLive.SINCE, 4, 4, List.of()));
    waitUntil("told", () -> robot.lookup(".notice-title").tryQuery().isPresent());
    assertEquals("scripts: 2 decisions wait", text(".notice-title"));
    robot.clickOn(".notice-title");
    waitUntil("its pair", () -> shown().equals("scripts"));
    waitUntil("its conflicts", () -> robot.lookup("#conflict-list").tryQuery().isPresent());
  }

  @Test
  void aJobThatWasLeftIsAskedNothingMore() {
    waitForRows(10);
    pair.live.live(FakeLive.quiet());
    robot.interact(() -> window.commands().run("activity"));
    waitUntil("looked at", () -> pair.live.asked.contains("activity"));
    gate.countDown();
    robot.interact(() -> window.open(directory.resolve("late.json")));
    waitUntil("another", () -> window.job() != null && shown().equals("late"));
    int[] asked = {-1};
    waitUntil(
        "silence",
        () -> {
          int before = asked[0];
          asked[0] = pair.live.asked.size();
          Thread.sleep(800);
          return before == asked[0];
        });
  }

  @Test
  void aJobThatOpensTooLateIsLetGo() {
    waitForRows(10);
    robot.interact(() -> window.open(directory.resolve("late.json")));
    robot.interact(() -> window.open(jobFile()));
    gate.countDown();
    waitUntil("let go", () -> late.asked.contains("close"));
    waitUntil("open", () -> window.job() != null);
    assertEquals("images", shown());
  }
}
