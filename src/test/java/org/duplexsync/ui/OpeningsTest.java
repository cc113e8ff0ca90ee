package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.PairControl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** This test's own thread is the window's. */
class OpeningsTest {
  private final OwnWindowThread window = new OwnWindowThread();
  private final Openings openings = new Openings(window.background);
  private final AtomicReference<String> locked = new AtomicReference<>("");
  private final CountDownLatch slow = new CountDownLatch(1);
  private final List<String> said = new ArrayList<>();

  @AfterEach
  void close() {
    slow.countDown();
    window.close();
  }

  /** As a store's lock: one at a time. */
  private final class Job implements JobControl {
    private final String name;

    Job(String name) throws ControlException {
      if (!locked.compareAndSet("", name)) {
        throw new ControlException("already open: " + locked.get());
      }
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<PairControl> pairs() {
      return List.of();
    }

    @Override
    public void close() {
      await(slow);
      locked.set("");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Job open(String name) {
    List<Job> made = new ArrayList<>();
    openings.open(
        () -> {
          made.add(new Job(name));
          return OpenJob.Loaded.of(made.getFirst());
        },
        _ -> said.add(name),
        why -> said.add(name + ": " + why));
    int before = said.size();
    window.until(name, () -> said.size() > before);
    return made.getFirst();
  }

  @Test
  void whatIsOpenedNextWaitsForWhatIsStillBeingClosed() {
    Job one = open("one");
    openings.close(one::close);
    openings.open(
        () -> OpenJob.Loaded.of(new Job("two")),
        _ -> said.add("two"),
        why -> said.add("two: " + why));
    slow.countDown();
    window.until("opened", () -> said.size() == 2);
    assertEquals(List.of("one", "two"), said);
  }

  @Test
  void ofTwoAskedForInARowTheLastIsShownAndTheFirstIsClosed() {
    CountDownLatch asked = new CountDownLatch(1);
    openings.open(
        () -> {
          await(asked);
          return OpenJob.Loaded.of(new Job("one"));
        },
        _ -> said.add("one"),
        why -> said.add("one: " + why));
    openings.open(
        () -> OpenJob.Loaded.of(new Job("two")),
        _ -> said.add("two"),
        why -> said.add("two: " + why));
    asked.countDown();
    slow.countDown();
    window.until("opened", () -> !said.isEmpty());
    assertEquals(List.of("two"), said);
    assertEquals("two", locked.get());
  }

  @Test
  void aJobThatCannotBeOpenedOrClosedIsInNobodysWay() throws Exception {
    openings.open(
        () -> {
          throw new ControlException("no such file");
        },
        _ -> said.add("one"),
        why -> said.add("one: " + why));
    window.until("failed", () -> !said.isEmpty());
    openings.close(() -> {
      throw new IllegalStateException("can't be closed");
    });
    open("two");
    assertEquals(List.of("one: no such file", "two"), said);
  }
}
