package org.duplexsync.filter;

import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * Answers as {@link FilterSet#excludes} for any paths in any order. It remembers the directory it
 * was last in and the last excluded one, so that in byte order a path costs little more than its
 * own name, although {@code a.txt} stands between {@code a} and {@code a/x}.
 */
public final class FilterCursor {
  private final FilterSet filter;

  /** A path, the first {@code shownEnd} bytes of which are a directory that is not excluded. */
  private RelPath shown = RelPath.ROOT;

  private int shownEnd;

  /** A path, the first {@code hiddenEnd} bytes of which are an excluded directory. */
  private @Nullable RelPath hidden;

  private int hiddenEnd;

  FilterCursor(FilterSet filter) {
    this.filter = filter;
  }

  public boolean excludes(RelPath path, boolean directory) {
    if (path.isRoot() || filter.rules().isEmpty()) {
      return false;
    }
    if (belowHidden(path) || parentHidden(path)) {
      return true;
    }
    boolean excluded = filter.hides(path, path.length(), directory);
    if (excluded && directory) {
      hide(path, path.length());
    }
    return excluded;
  }

  private void hide(RelPath path, int end) {
    hidden = path;
    hiddenEnd = end;
  }

  private boolean belowHidden(RelPath path) {
    return hidden != null
        && path.length() > hiddenEnd
        && path.at(hiddenEnd) == '/'
        && common(path, hiddenEnd, hidden, hiddenEnd) == hiddenEnd;
  }

  private boolean parentHidden(RelPath path) {
    int parent = path.length() - 1;
    while (parent > 0 && path.at(parent) != '/') {
      parent--;
    }
    int known = knownShown(path, parent);
    for (int i = known + 1; i <= parent; i++) {
      if (path.at(i) == '/' && filter.hides(path, i, true)) {
        hide(path, i);
        return true;
      }
    }
    shown = path;
    shownEnd = parent;
    return false;
  }

  /** How much of the path's parent is known not to be excluded; 0 or where a slash stands. */
  private int knownShown(RelPath path, int parent) {
    int same = common(path, parent, shown, shownEnd);
    if (same < shownEnd && shown.at(same) != '/') {
      return slashAtOrBefore(path, same - 1);
    }
    return same == parent || path.at(same) == '/' ? same : slashAtOrBefore(path, same - 1);
  }

  private static int slashAtOrBefore(RelPath path, int index) {
    int at = index;
    while (at > 0 && path.at(at) != '/') {
      at--;
    }
    return Math.max(at, 0);
  }

  private static int common(RelPath a, int endA, RelPath b, int endB) {
    int end = Math.min(endA, endB);
    int i = 0;
    while (i < end && a.at(i) == b.at(i)) {
      i++;
    }
    return i;
  }
}
