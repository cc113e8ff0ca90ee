package org.duplexsync.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.RelPath;

/**
 * Counts the rows of a list by the entries of one directory. What is below an entry is one range of
 * the list, as it is sorted by path; its ends are searched for, so that only the directory's own
 * entries are looked at by name.
 */
final class MatchTally {
  private final PlanIndex index;
  private final int size;
  private final IntUnaryOperator row;
  private final Map<RelPath, EnumMap<Bucket, Long>> below = new TreeMap<>();
  private final Set<RelPath> itself = new HashSet<>();

  /**
   * @param size of the list
   * @param row the index's place of each of its rows, in path order
   */
  MatchTally(PlanIndex index, int size, IntUnaryOperator row) {
    this.index = index;
    this.size = size;
    this.row = row;
  }

  List<Matches> in(RelPath directory) {
    int at = directory.isRoot() ? 0 : first(beginning(directory));
    int end = directory.isRoot() ? size : first(end(directory));
    while (at < end) {
      RelPath path = index.path(row.applyAsInt(at));
      RelPath entry = entry(directory, path);
      EnumMap<Bucket, Long> counts = below.computeIfAbsent(entry, _ -> new EnumMap<>(Bucket.class));
      if (path.equals(entry)) {
        itself.add(entry);
        at++;
      } else {
        int behind = first(end(entry));
        for (; at < behind; at++) {
          counts.merge(index.bucket(row.applyAsInt(at)), 1L, Long::sum);
        }
      }
    }
    List<Matches> all = new ArrayList<>();
    below.forEach((entry, counts) -> all.add(new Matches(entry, itself.contains(entry), counts)));
    return all;
  }

  private static RelPath entry(RelPath directory, RelPath path) {
    RelPath at = path;
    RelPath up = Objects.requireNonNull(path.parent());
    while (!up.equals(directory)) {
      at = up;
      up = Objects.requireNonNull(up.parent());
    }
    return at;
  }

  /** The first place in the list whose path is not before these bytes. */
  private int first(byte[] bound) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(index.path(row.applyAsInt(middle)).toArray(), bound) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static byte[] beginning(RelPath directory) {
    return with(directory, '/');
  }

  /** Behind all that is below a directory: what follows a slash in byte order. */
  private static byte[] end(RelPath directory) {
    return with(directory, '/' + 1);
  }

  private static byte[] with(RelPath path, int last) {
    byte[] bytes = Arrays.copyOf(path.toArray(), path.length() + 1);
    bytes[path.length()] = (byte) last;
    return bytes;
  }
}
