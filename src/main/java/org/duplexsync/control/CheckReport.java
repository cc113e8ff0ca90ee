package org.duplexsync.control;

import java.util.List;
import org.duplexsync.model.Side;

/** What was found out about both sides, line by line. */
public record CheckReport(List<Line> lines) {
  public enum Level {
    OK,
    WARNING,
    FAILED
  }

  /**
   * @param what such as {@code rsync}
   * @param found such as {@code 3.2.7}
   * @param fix what to do about it; empty if nothing
   */
  public record Line(Side side, Level level, String what, String found, String fix) {}

  public boolean failed() {
    return lines.stream().anyMatch(line -> line.level() == Level.FAILED);
  }
}
