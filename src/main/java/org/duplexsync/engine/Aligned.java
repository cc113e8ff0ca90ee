package org.duplexsync.engine;

import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;

/** One path as it is on both sides now. */
public record Aligned(RelPath path, Seen a, Seen b) {
  /** On either side. */
  public boolean isDirectory() {
    return isDirectory(a) || isDirectory(b);
  }

  private static boolean isDirectory(Seen seen) {
    return seen instanceof Seen.Present(Entry entry) && entry.isDirectory();
  }
}
