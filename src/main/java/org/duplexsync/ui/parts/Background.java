package org.duplexsync.ui.parts;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.duplexsync.control.ControlException;

/**
 * Runs work on virtual threads and brings the answer to the window's thread. Nothing that waits
 * runs anywhere else.
 */
public final class Background implements AutoCloseable {
  private final Executor window;
  private final ExecutorService any = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService ordered =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("decisions").factory());
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("window-timer").factory());

  /**
   * @param window runs what it is given on the window's thread, such as {@code Platform::runLater}
   */
  public Background(Executor window) {
    this.window = window;
  }

  public <T> void run(Work<T> work, Consumer<? super T> done, Consumer<String> failed) {
    if (!any.isShutdown()) {
      any.execute(() -> answer(work, done, failed));
    }
  }

  /** As {@link #run}, one after the other in the order asked: for decisions. */
  public <T> void inOrder(Work<T> work, Consumer<? super T> done, Consumer<String> failed) {
    if (!ordered.isShutdown()) {
      ordered.execute(() -> answer(work, done, failed));
    }
  }

  /** Runs something short on the window's thread after a while. */
  public void after(Duration delay, Runnable task) {
    if (!timer.isShutdown()) {
      ScheduledFuture<?> _ =
          timer.schedule(() -> window.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  public void onWindow(Runnable task) {
    window.execute(task);
  }

  private <T> void answer(Work<T> work, Consumer<? super T> done, Consumer<String> failed) {
    T result;
    try {
      result = work.run();
    } catch (ControlException e) {
      String message = e.getMessage();
      window.execute(() -> failed.accept(message == null ? Text.of("trouble.unsaid") : message));
      return;
    } catch (RuntimeException | Error e) {
      window.execute(() -> failed.accept(Text.of("trouble.unexpected", e.toString())));
      return;
    }
    window.execute(() -> done.accept(result));
  }

  /** Lets go of what still runs; its answers are not waited for. */
  @Override
  public void close() {
    timer.shutdownNow();
    ordered.shutdownNow();
    any.shutdownNow();
  }
}
