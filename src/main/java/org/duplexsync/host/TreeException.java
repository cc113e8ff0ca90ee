package org.duplexsync.host;

/**
 * A root, or one of the pair's own directories, can't be used; the message says why and what to do.
 */
public class TreeException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is wrong, for guards and exit codes. */
  public enum Cause {
    ROOT_MISSING,
    ROOT_NOT_A_DIRECTORY,
    ROOT_DENIED,
    /** Both sides lead to one directory, or one into the other. */
    ROOT_SHARED,
    TEMP_DIR_ON_OTHER_MOUNT,
    TEMP_DIR_DENIED,
    TEMP_DIR_INSIDE_ROOT,
    LEASE_HELD,
    EPOCH_STALE
  }

  private final Cause kind;

  public TreeException(Cause kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Cause kind() {
    return kind;
  }

  /** For requests that a root which is open does not refuse. */
  HostException asHost() {
    return new HostException(String.valueOf(getMessage()), this);
  }
}
