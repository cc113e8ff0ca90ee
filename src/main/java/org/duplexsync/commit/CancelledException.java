package org.duplexsync.commit;

/** Unwinds a transfer that was cancelled. */
final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CancelledException() {
    super("cancelled", null, false, false);
  }
}
