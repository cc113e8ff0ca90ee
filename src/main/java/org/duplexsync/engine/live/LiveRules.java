package org.duplexsync.engine.live;

import java.time.Duration;
import org.duplexsync.model.InotifyMode;

/**
 * How changes travel while a pair is live.
 *
 * @param delay how long changes are gathered before they travel
 * @param transfers at most so many at a time
 * @param bytesPerSecond towards each side; 0: no limit
 * @param compareEvery after so long everything is compared, whatever was heard; zero: never
 * @param pollEvery where nothing tells of changes, everything is listed so often
 * @param insist a host that can't be reached when going live is tried again for ever, not told as a
 *     failure; after an outage it always is
 */
public record LiveRules(
    Duration delay,
    int transfers,
    InotifyMode inotifyMode,
    long bytesPerSecond,
    Duration compareEvery,
    Duration pollEvery,
    boolean insist) {
  public static final LiveRules DEFAULT =
      new LiveRules(
          Duration.ZERO,
          8,
          InotifyMode.CLOSE_WRITE_OR_MODIFY,
          0,
          Duration.ofHours(1),
          Duration.ofSeconds(10),
          true);
}
