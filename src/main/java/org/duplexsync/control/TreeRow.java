package org.duplexsync.control;

import java.util.Map;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * One path of both trees as it is now, with what the plan has about it.
 *
 * @param row the plan's row at this path; null: it has none
 * @param below how many rows of each kind the plan has below this directory
 * @param elsewhere where it, or a directory that holds it, was moved to or from; null: nowhere
 */
public record TreeRow(
    RelPath path,
    Seen a,
    Seen b,
    @Nullable PlanRow row,
    Map<Bucket, Long> below,
    @Nullable Elsewhere elsewhere) {
  public Seen seen(Side side) {
    return side == Side.A ? a : b;
  }

  /** On either side. */
  public boolean isDirectory() {
    return isDirectory(a) || isDirectory(b);
  }

  private static boolean isDirectory(Seen seen) {
    return seen instanceof Seen.Present(Entry entry) && entry.kind() == Kind.DIRECTORY;
  }

  /** The plan has something about this path or below it, or about where it went. */
  public boolean differs() {
    return row != null || !below.isEmpty() || elsewhere != null;
  }
}
