package org.duplexsync.ui.notices;

/** Something that an operator wants to hear of at once. */
public record Notice(Kind kind, String title, String text) {
  /** Each can be switched off by itself. */
  public enum Kind {
    OUTAGE,
    RETURN,
    DECISION,
    STOPPED
  }
}
