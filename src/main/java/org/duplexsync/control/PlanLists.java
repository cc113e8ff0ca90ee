package org.duplexsync.control;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.duplexsync.engine.PlanReader;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** The lists that front ends look at; what was found last is kept, with the index of one plan. */
final class PlanLists {
  private static final int KEPT = 4;

  private record Key(RowQuery query, RowOrder order) {
    static Key of(RowQuery query, RowOrder order) {
      return new Key(query.page(null, Integer.MAX_VALUE), order);
    }
  }

  /**
   * @param rows places in the index; null: all
   */
  private record Found(PlanIndex index, int @Nullable [] rows) {
    int size() {
      return rows == null ? index.size() : rows.length;
    }

    int row(int place) {
      return rows == null ? place : rows[place];
    }

    List<RelPath> paths(int from, int count) {
      return IntStream.range(Math.min(from, size()), Math.min(size(), from + count))
          .mapToObj(place -> index.path(row(place)))
          .toList();
    }
  }

  private final Map<Key, Found> kept = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable Object version;
  private CompletableFuture<PlanIndex> index = new CompletableFuture<>();

  RowPage page(PlanReader reader, RowQuery query, RowOrder order, int from, int count) {
    boolean beginning = from == 0;
    if (beginning && isPlain(query, order) && !isReady(reader)) {
      RowPage seen = first(reader, query, count);
      // what is in sight comes before all that is not
      CompletableFuture<PlanIndex> _ = begun(reader);
      return seen;
    }
    Found found = found(reader, Key.of(query, order), beginning);
    List<PlanRow> rows = reader.at(found.paths(from, count)).stream().map(RowSearch::row).toList();
    return new RowPage(found.size(), rows);
  }

  /** What needs no index, so that a plan is shown before it is made. */
  private static boolean isPlain(RowQuery query, RowOrder order) {
    return order.equals(RowOrder.BY_PATH)
        && query.equals(RowQuery.of(query.buckets(), RowFilter.NONE));
  }

  private static RowPage first(PlanReader reader, RowQuery query, int count) {
    Set<Bucket> buckets = query.buckets();
    long total = reader.counts().rows(one -> buckets.isEmpty() || buckets.contains(one.bucket()));
    List<PlanRow> rows =
        reader.page(RowSearch.selection(query), null, count).stream().map(RowSearch::row).toList();
    return new RowPage(total, rows);
  }

  int place(PlanReader reader, RowQuery query, RowOrder order, RelPath path) {
    Found found = found(reader, Key.of(query, order), false);
    int row = found.index().firstFrom(path);
    if (found.rows() == null) {
      return row < found.size() ? row : found.size() - 1;
    }
    return order.equals(RowOrder.BY_PATH)
        ? next(found.rows(), row)
        : IntStream.range(0, found.size()).filter(i -> found.row(i) == row).findFirst().orElse(-1);
  }

  private static int next(int[] rows, int row) {
    int at = java.util.Arrays.binarySearch(rows, row);
    return Math.min(at < 0 ? -at - 1 : at, rows.length - 1);
  }

  int startingWith(PlanReader reader, RowQuery query, RowOrder order, String letters, int from) {
    Found found = found(reader, Key.of(query, order), false);
    String wanted = letters.toLowerCase(Locale.ROOT);
    for (int step = 0; step < found.size(); step++) {
      int place = (int) ((from + (long) step) % found.size());
      if (found.index().nameStarts(found.row(place), wanted)) {
        return place;
      }
    }
    return -1;
  }

  List<Set<Bucket>> overview(PlanReader reader, RowQuery query, RowOrder order, int parts) {
    Found found = found(reader, Key.of(query, order), false);
    List<Set<Bucket>> all = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      Set<Bucket> here = EnumSet.noneOf(Bucket.class);
      long end = (long) found.size() * (part + 1) / parts;
      // of few rows each fills several parts
      long start = Math.min((long) found.size() * part / parts, Math.max(0, end - 1));
      for (long place = start; place < end; place++) {
        here.add(found.index().bucket(found.row((int) place)));
      }
      all.add(here);
    }
    return all;
  }

  List<Matches> matches(PlanReader reader, RowQuery query, RelPath directory) {
    // whoever goes through a tree begins at its root
    Found found = found(reader, Key.of(query, RowOrder.BY_PATH), directory.isRoot());
    return new MatchTally(found.index(), found.size(), found::row).in(directory);
  }

  List<RelPath> paths(PlanReader reader, RowQuery query, RowOrder order, int from, int to) {
    return found(reader, Key.of(query, order), false).paths(from, to - from);
  }

  /** As the query's own paging says, in path order. */
  List<PlanRow> rows(PlanReader reader, RowQuery query) {
    Found found = found(reader, Key.of(query, RowOrder.BY_PATH), query.after() == null);
    RelPath after = query.after();
    int from = 0;
    if (after != null) {
      int row = found.index().firstFrom(after);
      boolean itself = row < found.index().size() && found.index().path(row).equals(after);
      int next = itself ? row + 1 : row;
      int[] rows = found.rows();
      int at = rows == null ? next : java.util.Arrays.binarySearch(rows, next);
      from = at < 0 ? -at - 1 : at;
    }
    int count = Math.min(query.limit(), found.size() - Math.min(from, found.size()));
    return reader.at(found.paths(from, count)).stream().map(RowSearch::row).toList();
  }

  long size(PlanReader reader, RowQuery query) {
    return found(reader, Key.of(query, RowOrder.BY_PATH), true).size();
  }

  /** All paths of a query as it is now. */
  List<RelPath> paths(PlanReader reader, RowQuery query) {
    Found found = found(reader, Key.of(query, RowOrder.BY_PATH), true);
    return found.paths(0, found.size());
  }

  private Found found(PlanReader reader, Key key, boolean anew) {
    synchronized (kept) {
      Found known = kept.get(key);
      if (known != null && !anew) {
        return known;
      }
    }
    PlanIndex now = index(reader);
    Found made = new Found(now, new PlanSearch(reader, now).find(key.query(), key.order()));
    synchronized (kept) {
      kept.put(key, made);
      if (kept.size() > KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return made;
  }

  private boolean isReady(PlanReader reader) {
    Object now = List.of(reader.plan(), reader.version());
    synchronized (kept) {
      return now.equals(version) && index.isDone();
    }
  }

  private PlanIndex index(PlanReader reader) {
    try {
      return begun(reader).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private CompletableFuture<PlanIndex> begun(PlanReader reader) {
    Object now = List.of(reader.plan(), reader.version());
    synchronized (kept) {
      if (!now.equals(version) || index.isCompletedExceptionally()) {
        CompletableFuture<PlanIndex> made = new CompletableFuture<>();
        version = now;
        index = made;
        kept.clear();
        Thread.ofVirtual().name("plan index").start(() -> make(reader, made));
      }
      return index;
    }
  }

  private static void make(PlanReader reader, CompletableFuture<PlanIndex> made) {
    try {
      made.complete(PlanIndex.of(reader));
    } catch (RuntimeException | Error e) {
      made.completeExceptionally(e);
    }
  }
}
