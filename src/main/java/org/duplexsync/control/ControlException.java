package org.duplexsync.control;

/** What was asked could not be done; the message says why and what to do. */
public final class ControlException extends Exception {
  /** What is said where the operator ended it. */
  public static final String CANCELLED = "Cancelled; nothing was left half done.";

  private static final long serialVersionUID = 1;

  public ControlException(String message) {
    super(message);
  }

  public ControlException(String message, Throwable cause) {
    super(message, cause);
  }
}
