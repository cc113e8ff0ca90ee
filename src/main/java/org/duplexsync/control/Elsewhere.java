package org.duplexsync.control;

import org.duplexsync.model.RelPath;

/** The other place of something that was moved on one side, and not yet on the other. */
public sealed interface Elsewhere {
  RelPath path();

  /** It went there. */
  record To(RelPath path) implements Elsewhere {}

  /** It came from there. */
  record From(RelPath path) implements Elsewhere {}
}
