package org.duplexsync.control;

import org.jspecify.annotations.Nullable;

/** What was asked could not be done; the message says why and what to do. */
public final class ControlException extends Exception {
  /** What is said where the operator ended it. */
  public static final String CANCELLED = "Cancelled; nothing was left half done.";

  private static final long serialVersionUID = 1;

  private final String kind;

  public ControlException(String message) {
    this("REQUEST", message, null);
  }

  public ControlException(String message, @Nullable Throwable cause) {
    this("REQUEST", message, cause);
  }

  public ControlException(String kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public static ControlException cancelled(@Nullable Throwable cause) {
    return new ControlException("CANCELLED", CANCELLED, cause);
  }

  /** In one word for programs, such as {@code TIMED_OUT}; what docs/command-line.md lists. */
  public String kind() {
    return kind;
  }
}
