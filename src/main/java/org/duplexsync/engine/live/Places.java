package org.duplexsync.engine.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * A part of a tree, without overlaps, each list in path order.
 *
 * @param points paths
 * @param below directories with all that is in them
 * @param inside directories with what stands right in them
 */
public record Places(List<RelPath> points, List<RelPath> below, List<RelPath> inside) {
  public static final Places NONE = new Places(List.of(), List.of(), List.of());

  public Places {
    points = List.copyOf(points);
    below = List.copyOf(below);
    inside = List.copyOf(inside);
  }

  /** What is named more than once is taken once. */
  public static Places of(
      Collection<RelPath> points, Collection<RelPath> below, Collection<RelPath> inside) {
    var subtrees = new ArrayList<RelPath>();
    var all = new TreeSet<>(below);
    for (RelPath path : all) {
      if (!isWithin(path.parent(), all)) {
        subtrees.add(path);
      }
    }
    return new Places(
        outside(points, all).stream().filter(path -> !all.contains(path)).toList(),
        subtrees,
        outside(inside, all).stream().filter(path -> !all.contains(path)).toList());
  }

  public static Places at(Collection<RelPath> points) {
    return of(points, List.of(), List.of());
  }

  private static List<RelPath> outside(Collection<RelPath> paths, TreeSet<RelPath> subtrees) {
    return new TreeSet<>(paths)
        .stream().filter(path -> !isWithin(path.parent(), subtrees)).toList();
  }

  private static boolean isWithin(@Nullable RelPath path, TreeSet<RelPath> subtrees) {
    if (subtrees.isEmpty()) {
      return false;
    }
    for (RelPath up = path; up != null; up = up.parent()) {
      if (subtrees.contains(up)) {
        return true;
      }
    }
    return false;
  }

  /** Whether this path is looked at. */
  public boolean has(RelPath path) {
    RelPath parent = path.parent();
    return points.contains(path)
        || (parent != null && inside.contains(parent))
        || below.stream().anyMatch(at -> at.equals(path) || at.contains(path));
  }

  /** The paths, whatever is looked at there. */
  List<RelPath> all() {
    return Stream.of(points, below, inside).flatMap(List::stream).toList();
  }

  public boolean isEmpty() {
    return points.isEmpty() && below.isEmpty() && inside.isEmpty();
  }
}
