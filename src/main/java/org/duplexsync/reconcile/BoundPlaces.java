package org.duplexsync.reconcile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * Where {@link DirectoriesBackward} and {@link DirectoriesForward} can change anything: in and
 * below a directory that one side alone has. What lies elsewhere they need not be given.
 */
public final class BoundPlaces {
  private final int most;
  private @Nullable Set<RelPath> places = new HashSet<>();

  /**
   * @param most more than these are not held in memory
   */
  public BoundPlaces(int most) {
    this.most = most;
  }

  /** To be called for each item, in path order. */
  public void note(PlanItem item) {
    Set<RelPath> known = places;
    if (known == null || Amend.onlyDirectory(item) == null || isBelow(known, item.path())) {
      return;
    }
    known.add(item.path());
    if (known.size() > most) {
      places = null;
    }
  }

  /** A directory comes before what is in it, though not right before. */
  private static boolean isBelow(Set<RelPath> known, RelPath path) {
    RelPath up = known.isEmpty() ? null : path.parent();
    while (up != null && !known.contains(up)) {
      up = up.parent();
    }
    return up != null;
  }

  /** None of them below another; null: there are too many, take all items. */
  public @Nullable List<RelPath> places() {
    return places == null ? null : List.copyOf(places);
  }
}
