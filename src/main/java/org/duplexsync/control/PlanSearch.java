package org.duplexsync.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.duplexsync.control.PlanIndex.Needle;
import org.duplexsync.control.RowFilter.Mark;
import org.duplexsync.engine.PlanReader;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Measures;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Side;
import org.duplexsync.model.Standing;
import org.jspecify.annotations.Nullable;

/** Which rows of an index a query selects, in which order. */
final class PlanSearch {
  private static final Set<Mark> OF_STANDING =
      EnumSet.of(Mark.MINE, Mark.UNDECIDED, Mark.WAITING, Mark.DONE, Mark.FAILED, Mark.DRIFTED);

  /** Rows of these may have another kind on B than on A. */
  private static final Set<Bucket> MIXED =
      EnumSet.of(Bucket.RETYPE, Bucket.CONFLICT, Bucket.DELETE);

  private final PlanReader reader;
  private final PlanIndex index;
  private @Nullable List<Standing> standings;
  private @Nullable List<Measures> measures;

  PlanSearch(PlanReader reader, PlanIndex index) {
    this.reader = reader;
    this.index = index;
  }

  /** Places in the index, sorted; null: all of them in their own order. */
  int @Nullable [] find(RowQuery query, RowOrder order) {
    int[] found = isAll(query) ? null : matching(query);
    return order.equals(RowOrder.BY_PATH) ? found : sorted(found, order);
  }

  private static boolean isAll(RowQuery query) {
    return query.buckets().isEmpty()
        && query.at() == null
        && query.below() == null
        && query.safe() == null
        && !query.undecided()
        && query.filter().isNone();
  }

  private int[] matching(RowQuery query) {
    RelPath top = query.at() != null ? query.at() : query.below();
    int from = top == null ? 0 : index.firstFrom(top);
    int to = index.size();
    IntPredicate test = test(query, top);
    int[] found = new int[64];
    int count = 0;
    for (int row = from; row < to; row++) {
      if (top != null && isBehind(row, top)) {
        break;
      }
      if (test.test(row)) {
        found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
        found[count++] = row;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** No row of a subtree comes any more. */
  private boolean isBehind(int row, RelPath top) {
    if (top.isRoot()) {
      return false;
    }
    RelPath path = index.path(row);
    int shared = Math.min(top.length(), path.length());
    for (int i = 0; i < shared; i++) {
      if (path.at(i) != top.at(i)) {
        return true;
      }
    }
    return path.length() > top.length() && (path.at(top.length()) & 0xff) > '/';
  }

  private IntPredicate test(RowQuery query, @Nullable RelPath top) {
    List<IntPredicate> all = new ArrayList<>();
    if (top != null) {
      all.add(row -> within(query, top, index.path(row)));
    }
    if (!query.buckets().isEmpty()) {
      all.add(row -> query.buckets().contains(index.bucket(row)));
    }
    Boolean safe = query.safe();
    if (safe != null) {
      boolean wanted = safe;
      all.add(row -> index.safe(row) == wanted);
    }
    traits(query.filter(), all);
    text(query.filter(), all);
    if (query.undecided()) {
      all.add(row -> standing(row).chosen() == null);
    }
    figures(query.filter(), all);
    return row -> {
      for (IntPredicate one : all) {
        if (!one.test(row)) {
          return false;
        }
      }
      return true;
    };
  }

  private static boolean within(RowQuery query, RelPath top, RelPath path) {
    return path.equals(top) || (query.at() == null && top.contains(path));
  }

  private void traits(RowFilter filter, List<IntPredicate> all) {
    Side changed = filter.changed();
    if (changed != null) {
      all.add(row -> index.changed(row, changed));
    }
    for (Mark mark : filter.marks()) {
      switch (mark) {
        case CONFLICT -> all.add(row -> index.bucket(row) == Bucket.CONFLICT);
        case DELETE -> all.add(row -> index.bucket(row) == Bucket.DELETE);
        case BLOCKED -> all.add(row -> index.bucket(row) == Bucket.BLOCKED);
        case SAFE -> all.add(index::safe);
        case FILE -> all.add(row -> isKind(row, Kind.FILE, mark));
        case FOLDER -> all.add(row -> isKind(row, Kind.DIRECTORY, mark));
        case LINK -> all.add(row -> isKind(row, Kind.SYMLINK, mark));
        case MINE, UNDECIDED, WAITING, DONE, FAILED, DRIFTED -> {}
      }
    }
  }

  private boolean isKind(int row, Kind kind, Mark mark) {
    if (index.kind(row) == kind || !MIXED.contains(index.bucket(row))) {
      return index.kind(row) == kind;
    }
    org.duplexsync.model.PlanRow full = reader.at(index.path(row));
    RowFilter only = new RowFilter(List.of(), Set.of(), 0, Long.MAX_VALUE, null, EnumSet.of(mark));
    return full != null && only.test(RowSearch.row(full));
  }

  private void text(RowFilter filter, List<IntPredicate> all) {
    for (String word : filter.words()) {
      Needle needle = new Needle(word, false);
      all.add(row -> index.holds(row, needle));
    }
    if (!filter.extensions().isEmpty()) {
      List<Needle> ends =
          filter.extensions().stream().map(end -> new Needle("." + end, true)).toList();
      all.add(row -> ends.stream().anyMatch(end -> index.holds(row, end)));
    }
  }

  private void figures(RowFilter filter, List<IntPredicate> all) {
    Set<Mark> marks = EnumSet.copyOf(OF_STANDING);
    marks.retainAll(filter.marks());
    if (!marks.isEmpty()) {
      all.add(row -> marks.stream().allMatch(mark -> is(standing(row), mark)));
    }
    if (filter.minSize() > 0 || filter.maxSize() < Long.MAX_VALUE) {
      all.add(row -> {
        Measures m = measures(row);
        long size = Math.max(m.sizeA(), m.sizeB());
        return size >= filter.minSize() && size <= filter.maxSize();
      });
    }
  }

  private static boolean is(Standing standing, Mark mark) {
    return switch (mark) {
      case MINE -> standing.chosen() != null;
      case UNDECIDED -> standing.chosen() == null;
      case WAITING -> standing.state() != RowState.DONE && standing.state() != RowState.KEPT;
      case DONE -> standing.state() == RowState.DONE;
      case FAILED -> standing.state() == RowState.FAILED;
      case DRIFTED -> standing.drifted();
      case CONFLICT, DELETE, BLOCKED, SAFE, FILE, FOLDER, LINK -> true;
    };
  }

  // --- sorted

  private int[] sorted(int @Nullable [] found, RowOrder order) {
    Integer[] rows = new Integer[found == null ? index.size() : found.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = found == null ? i : found[i];
    }
    long[] keys = new long[index.size()];
    for (Integer row : rows) {
      keys[row] = key(row, order.key());
    }
    Arrays.sort(
        rows,
        order.descending()
            ? (x, y) -> Long.compare(keys[y], keys[x])
            : (x, y) -> Long.compare(keys[x], keys[y]));
    return Arrays.stream(rows).mapToInt(Integer::intValue).toArray();
  }

  @SuppressWarnings("EnumOrdinal")
  private long key(int row, RowOrder.Key key) {
    return switch (key) {
      case PATH -> row;
      case ACTION -> index.bucket(row).ordinal() * 16L + standing(row).choice().ordinal();
      case SIZE_A -> measures(row).sizeA();
      case SIZE_B -> measures(row).sizeB();
      case TIME_A -> measures(row).timeA();
      case TIME_B -> measures(row).timeB();
    };
  }

  // --- what the index doesn't hold; as it is now

  private Standing standing(int row) {
    if (standings == null) {
      Map<Standing, Standing> known = new HashMap<>();
      List<Standing> read = new ArrayList<>(index.size());
      reader.standings(standing -> {
        known.putIfAbsent(standing, standing);
        read.add(known.getOrDefault(standing, standing));
      });
      standings = read;
    }
    return row < standings.size() ? standings.get(row) : standings.getLast();
  }

  private Measures measures(int row) {
    if (measures == null) {
      List<Measures> read = new ArrayList<>(index.size());
      reader.measures(read::add);
      measures = read;
    }
    return row < measures.size() ? measures.get(row) : measures.getLast();
  }
}
