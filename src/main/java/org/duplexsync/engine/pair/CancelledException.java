package org.duplexsync.engine.pair;

/** The operator ended what was under way. */
public final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CancelledException() {
    super("cancelled by the operator");
  }
}
