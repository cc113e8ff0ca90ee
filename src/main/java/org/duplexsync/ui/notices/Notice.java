package org.duplexsync.ui.notices;

/**
 * Something that an operator wants to hear of at once.
 *
 * @param pair the name of the pair that it is about; empty: none
 */
public record Notice(Kind kind, String title, String text, String pair) {
  public Notice(Kind kind, String title, String text) {
    this(kind, title, text, "");
  }

  /** Each can be switched off by itself. */
  public enum Kind {
    OUTAGE,
    RETURN,
    DECISION,
    STOPPED
  }
}
