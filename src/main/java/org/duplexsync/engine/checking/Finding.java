package org.duplexsync.engine.checking;

import org.duplexsync.model.Side;

/**
 * One thing found out about a side.
 *
 * @param what such as {@code rsync}
 * @param found such as {@code 3.2.7}
 * @param fix what to do about it; empty if nothing
 */
public record Finding(Side side, Level level, String what, String found, String fix) {
  public enum Level {
    OK,
    WARNING,
    FAILED
  }

  static Finding ok(Side side, String what, String found) {
    return new Finding(side, Level.OK, what, found, "");
  }

  static Finding warning(Side side, String what, String found, String fix) {
    return new Finding(side, Level.WARNING, what, found, fix);
  }

  static Finding failed(Side side, String what, String found, String fix) {
    return new Finding(side, Level.FAILED, what, found, fix);
  }
}
