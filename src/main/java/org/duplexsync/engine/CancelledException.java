package org.duplexsync.engine;

/** The operator ended what was under way. */
public final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CancelledException() {
    super("cancelled by the operator");
  }
}
