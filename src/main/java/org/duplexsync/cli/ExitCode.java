package org.duplexsync.cli;

/** What a command's exit status says; the worst of all pairs counts. */
public enum ExitCode {
  IN_SYNC(0),
  /** Something waits for a decision or was skipped. */
  WAITING(1),
  /** Some paths failed or are unknown. */
  PARTIAL(2),
  /** The command could not be carried out. */
  FATAL(3);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }

  ExitCode worse(ExitCode other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
