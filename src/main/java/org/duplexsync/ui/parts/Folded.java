package org.duplexsync.ui.parts;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the latest of many values to the window's thread, at most once in a while: what comes
 * faster is folded together. The last value always arrives.
 */
public final class Folded<T> implements Consumer<T> {
  /** Often enough to look alive, seldom enough to leave the thread to the operator. */
  public static final Duration WHILE = Duration.ofMillis(100);

  private final AtomicReference<@Nullable T> latest = new AtomicReference<>();
  private final BiConsumer<Duration, Runnable> timer;
  private final Duration pause;
  private final Consumer<? super T> sink;

  /**
   * @param timer runs a task on the window's thread after a delay, such as {@link Background#after}
   */
  public Folded(BiConsumer<Duration, Runnable> timer, Duration pause, Consumer<? super T> sink) {
    this.pause = pause;
    this.timer = timer;
    this.sink = sink;
  }

  /** On any thread; quick. */
  @Override
  public void accept(T value) {
    if (latest.getAndSet(value) == null) {
      timer.accept(pause, this::deliver);
    }
  }

  private void deliver() {
    T value = latest.getAndSet(null);
    if (value != null) {
      sink.accept(value);
    }
  }
}
