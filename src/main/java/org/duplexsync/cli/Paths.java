package org.duplexsync.cli;

import org.duplexsync.control.ControlException;
import org.duplexsync.model.RelPath;

/** Paths as they are typed: relative to the pair's roots; a point for the roots themselves. */
final class Paths {
  private Paths() {}

  static RelPath of(String text) throws ControlException {
    String trimmed = text.endsWith("/") && text.length() > 1 ? text.replaceAll("/+$", "") : text;
    try {
      return trimmed.equals(".") ? RelPath.ROOT : RelPath.of(trimmed);
    } catch (IllegalArgumentException e) {
      throw new ControlException(
          "'" + text + "' is no path below the roots: " + e.getMessage() + ".", e);
    }
  }
}
