package org.duplexsync.job;

import java.time.Duration;

/**
 * What holds for all pairs of a job.
 *
 * @param delay how long changes are gathered before they travel, as lsyncd's; whole seconds,
 *     default 0
 * @param maxProcesses transfers at a time, as lsyncd's; default 8
 * @param clockSkewLimit more than this between the servers' clocks stops and asks; whole seconds,
 *     default 5
 */
public record Settings(Duration delay, int maxProcesses, Duration clockSkewLimit) {
  public static final Settings DEFAULT = new Settings(Duration.ZERO, 8, Duration.ofSeconds(5));
}
