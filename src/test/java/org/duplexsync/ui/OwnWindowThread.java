package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.duplexsync.ui.parts.Background;

/** Lets a test's own thread be the window's, so that view models are tested without a scene. */
public final class OwnWindowThread implements AutoCloseable {
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  public final Background background = new Background(tasks::add);

  /** Does what the window would do until something holds. */
  public void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "not in time: " + what);
      try {
        Runnable task = tasks.poll(20, TimeUnit.MILLISECONDS);
        if (task != null) {
          task.run();
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Does what the window would do for a while. */
  public void during(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    until("time passes", () -> System.nanoTime() > end);
  }

  public boolean idle() {
    return tasks.isEmpty();
  }

  @Override
  public void close() {
    background.close();
  }
}
