package org.duplexsync.engine.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * Which of the places that wait come first, when there are more than are taken at a time: a tenth
 * are those that were heard of last, then come those beside which few others wait. So somebody's
 * small change does not wait behind an archive that is unpacked.
 */
final class Turns {
  /** More in one directory are the work of a program that goes on. */
  private static final int CROWD = 20;

  private record Place(RelPath path, Instant since) {}

  private final List<RelPath> together = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();
  private final Map<@Nullable RelPath, Integer> inDirectory = new HashMap<>();

  /** In path order. */
  void add(RelPath path, Instant since) {
    places.add(new Place(path, since));
    inDirectory.merge(directory(path), 1, Integer::sum);
  }

  /** It is taken with all others of these, however many they are. */
  void together(RelPath path) {
    together.add(path);
  }

  boolean isEmpty() {
    return together.isEmpty() && places.isEmpty();
  }

  private static RelPath directory(RelPath path) {
    RelPath parent = path.parent();
    return parent == null ? RelPath.ROOT : parent;
  }

  private int beside(Place place) {
    return inDirectory.getOrDefault(directory(place.path), 0);
  }

  /**
   * @param room for how many
   * @param crowds also those of which there are many in one directory
   */
  List<RelPath> first(int room, boolean crowds) {
    List<RelPath> first = new ArrayList<>(together);
    first.addAll(others(room, crowds));
    return first;
  }

  private Collection<RelPath> others(int room, boolean crowds) {
    List<Place> all =
        crowds ? places : places.stream().filter(place -> beside(place) <= CROWD).toList();
    if (all.size() <= room) {
      return all.stream().map(Place::path).toList();
    }
    Set<RelPath> first = new HashSet<>();
    all.stream()
        .sorted(Comparator.comparing(Place::since).reversed())
        .limit(room / 10)
        .forEach(place -> first.add(place.path));
    all.stream()
        .filter(place -> !first.contains(place.path))
        .sorted(Comparator.comparingInt(this::beside))
        .limit(room - first.size())
        .toList()
        .forEach(place -> first.add(place.path));
    return first;
  }
}
