package org.duplexsync.job;

import java.time.Duration;
import org.duplexsync.model.InotifyMode;
import org.jspecify.annotations.Nullable;

/** What one pair says of its {@link Pace}; null: as the settings say. */
public record PaceDef(
    @Nullable Duration delay,
    @Nullable Integer maxProcesses,
    @Nullable InotifyMode inotifyMode,
    @Nullable Integer bandwidthLimit,
    @Nullable Duration compareInterval,
    @Nullable Duration pollInterval) {
  /** All as the settings say. */
  public static final PaceDef NONE = new PaceDef(null, null, null, null, null, null);

  public Pace over(Pace settings) {
    return new Pace(
        delay == null ? settings.delay() : delay,
        maxProcesses == null ? settings.maxProcesses() : maxProcesses,
        inotifyMode == null ? settings.inotifyMode() : inotifyMode,
        bandwidthLimit == null ? settings.bandwidthLimit() : bandwidthLimit,
        compareInterval == null ? settings.compareInterval() : compareInterval,
        pollInterval == null ? settings.pollInterval() : pollInterval);
  }
}
