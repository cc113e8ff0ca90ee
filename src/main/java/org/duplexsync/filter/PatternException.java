package org.duplexsync.filter;

/** A text that is no rule; the message says why and what to write instead. */
public final class PatternException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  PatternException(String message) {
    super(message);
  }
}
