package org.duplexsync.control;

import java.time.Duration;
import java.util.List;
import org.duplexsync.model.Transfer;

/**
 * What is on its way.
 *
 * @param running contents that travel now
 * @param queued paths that wait to be looked at; {@code next} some of them, escaped
 * @param samples bytes that arrived in each step of time, oldest first, the last still filling
 * @param step how long a sample lasts
 */
public record Activity(
    List<Transfer> running, long queued, List<String> next, List<Sample> samples, Duration step) {
  public static final Activity NONE =
      new Activity(List.of(), 0, List.of(), List.of(), Duration.ofSeconds(1));

  /** Bytes written to each side. */
  public record Sample(long toA, long toB) {}

  public Activity {
    running = List.copyOf(running);
    next = List.copyOf(next);
    samples = List.copyOf(samples);
  }
}
