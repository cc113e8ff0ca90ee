package org.duplexsync.job;

import java.time.Duration;

/**
 * What holds for all pairs of a job.
 *
 * @param pace where a pair doesn't say otherwise
 * @param clockSkewLimit more than this between the servers' clocks stops and asks; whole seconds,
 *     default 5
 * @param insist an engine that can't reach a host when it starts goes on trying, as lsyncd's;
 *     default true
 */
public record Settings(Pace pace, Duration clockSkewLimit, boolean insist, Reports reports) {
  public static final Settings DEFAULT =
      new Settings(Pace.DEFAULT, Duration.ofSeconds(5), true, Reports.NONE);
}
