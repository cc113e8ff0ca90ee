package org.duplexsync.job;

import java.time.Duration;
import org.duplexsync.model.InotifyMode;

/**
 * How changes travel while a pair is live. All times are whole seconds.
 *
 * @param delay how long changes are gathered before they travel, as lsyncd's; default 0
 * @param maxProcesses transfers at a time, as lsyncd's; default 8
 * @param inotifyMode default {@link InotifyMode#CLOSE_WRITE_OR_MODIFY}
 * @param bandwidthLimit KiB a second towards each side, as rsync's {@code --bwlimit}; 0, the
 *     default: no limit
 * @param compareInterval after so long everything is compared, whatever was heard; default an hour,
 *     0: never
 * @param pollInterval where nothing tells of changes, everything is listed so often; default 10
 */
public record Pace(
    Duration delay,
    int maxProcesses,
    InotifyMode inotifyMode,
    int bandwidthLimit,
    Duration compareInterval,
    Duration pollInterval) {
  public static final Pace DEFAULT =
      new Pace(
          Duration.ZERO,
          8,
          InotifyMode.CLOSE_WRITE_OR_MODIFY,
          0,
          Duration.ofHours(1),
          Duration.ofSeconds(10));
}
