package org.duplexsync.host;

/**
 * The host as a whole can't be used: not reached, refused, lost, or it answered against the
 * protocol. Ends the cycle; work starts again from a known state. The message is a sentence that
 * says what to do.
 */
public class HostException extends Exception {
  private static final long serialVersionUID = 1;

  public HostException(String message) {
    super(message);
  }

  public HostException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What is wrong, in one word for programs. */
  public String word() {
    return "CONNECTION";
  }
}
