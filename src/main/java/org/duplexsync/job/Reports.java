package org.duplexsync.job;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine without a window tells how it fares. Files are absolute or begin with {@code ~/}.
 *
 * @param statusFile written anew each {@code statusInterval}; null: none
 * @param statusInterval whole seconds, default 10, as lsyncd's
 * @param logfile null: standard output
 * @param notifyCommand words of a command that is started with an event on its standard input;
 *     empty: none
 */
public record Reports(
    @Nullable String statusFile,
    Duration statusInterval,
    @Nullable String logfile,
    List<String> notifyCommand) {
  public static final Reports NONE = new Reports(null, Duration.ofSeconds(10), null, List.of());

  public Reports {
    notifyCommand = List.copyOf(notifyCommand);
  }
}
