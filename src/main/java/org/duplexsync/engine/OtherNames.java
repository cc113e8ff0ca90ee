package org.duplexsync.engine;

import java.util.HashMap;
import java.util.Map;
import org.duplexsync.model.Change;
import org.duplexsync.model.Entry;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;

/**
 * Hard links: a file that changes in place changes by all its names, and the kernel tells of that
 * one by which it was opened.
 */
final class OtherNames {
  private record Inode(Side side, long number) {}

  private final Map<Inode, Integer> names = new HashMap<>();

  /** How many names each has that changed. */
  private final Map<Inode, Integer> changed = new HashMap<>();

  /** To be called for each item of a batch. */
  void note(PlanItem item) {
    for (Side side : Side.values()) {
      if (item.seen(side) instanceof Seen.Present(Entry entry)
          && entry.isFile()
          && entry.id().links() > 1) {
        note(new Inode(side, entry.id().inode()), entry.id().links(), item.change(side));
      }
    }
  }

  private void note(Inode inode, int links, Change change) {
    names.merge(inode, 1, Integer::sum);
    if (isInPlace(change)) {
      changed.put(inode, links);
    }
  }

  private static boolean isInPlace(Change change) {
    return switch (change) {
      case Change.Edited _, Change.Metadata _, Change.WentBack _ -> true;
      case Change.None _, Change.Created _, Change.Deleted _ -> false;
      case Change.Moved _, Change.Retyped _, Change.Unknown _ -> false;
    };
  }

  /** Whether a file changed that has names which were not noted. */
  boolean areThere() {
    return changed.entrySet().stream()
        .anyMatch(each -> names.getOrDefault(each.getKey(), 0) < each.getValue());
  }
}
