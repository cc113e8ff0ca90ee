package org.duplexsync.ui;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.duplexsync.control.*;
import org.duplexsync.control.PlanRow;
import org.duplexsync.model.*;
import org.jspecify.annotations.Nullable;

/** The rows of a {@link PagedPair}, what was decided about them and how they ended. */
final class SamplePlan {
  private final Map<RelPath, Decision> decisions = new HashMap<>();
  private final Map<RelPath, Outcome> outcomes = new HashMap<>();
  private final Deque<Map<RelPath, Optional<Decision>>> undo = new ArrayDeque<>();
  private final Deque<Map<RelPath, Optional<Decision>>> redo = new ArrayDeque<>();
  private final Map<Bucket, Long> counts = new EnumMap<>(Bucket.class);
  private final Set<RelPath> drifted = new HashSet<>();
  private SampleRows rows;
  private long id = 1;
  private boolean compared = true;
  private @Nullable Absence away;
  private @Nullable Instant agreedNow;
  private long safe;

  SamplePlan(SampleRows rows) {
    this.rows = rows;
    count();
  }

  synchronized void becomes(SampleRows now) {
    rows = now;
    count();
  }

  private void count() {
    counts.clear();
    long isSafe = 0;
    for (int i = 0; i < rows.size(); i++) {
      PlanItem item = rows.at(i);
      counts.merge(item.bucket(), 1L, Long::sum);
      isSafe += item.safe() ? 1 : 0;
    }
    safe = isSafe;
  }

  /** Nothing had been agreed on before. */
  synchronized void isFirst() {
    agreedNow = PagedPair.COMPARED;
  }

  /** Nothing has been compared yet. */
  synchronized void isMissing() {
    compared = false;
  }

  /** Compared once more: nothing is decided or done. */
  synchronized long renew(@Nullable Absence gone) {
    away = gone;
    compared = true;
    decisions.clear();
    outcomes.clear();
    return ++id;
  }

  synchronized boolean compared() {
    return compared;
  }

  synchronized long id() {
    return id;
  }

  /** By hand what an index does in one pass. */
  synchronized List<Matches> matches(RowQuery query, RelPath directory) {
    Map<RelPath, Map<Bucket, Long>> below = new TreeMap<>();
    Set<RelPath> itself = new HashSet<>();
    for (PlanRow row : page(query, RowOrder.BY_PATH, 0, Integer.MAX_VALUE).rows()) {
      RelPath at = row.item().path();
      while (at != null && !Objects.equals(directory, at.parent())) {
        at = at.parent();
      }
      if (at != null && at.equals(row.item().path())) {
        below.computeIfAbsent(at, _ -> new EnumMap<>(Bucket.class));
        itself.add(at);
      } else if (at != null) {
        below
            .computeIfAbsent(at, _ -> new EnumMap<>(Bucket.class))
            .merge(row.item().bucket(), 1L, Long::sum);
      }
    }
    return below.entrySet().stream()
        .map(
            entry -> new Matches(entry.getKey(), itself.contains(entry.getKey()), entry.getValue()))
        .toList();
  }

  synchronized void drifts(RelPath path) {
    drifted.add(path);
  }

  synchronized int size() {
    return rows.size();
  }

  synchronized void ended(RelPath path, Outcome outcome) {
    outcomes.put(path, outcome);
  }

  /** The first rows, at most so many. */
  synchronized List<PlanRow> first(int count) {
    List<PlanRow> named = new ArrayList<>();
    for (int i = 0; i < Math.min(rows.size(), count); i++) {
      named.add(row(i));
    }
    return named;
  }

  /** Of many rows nobody asks which were decided. */
  private long undecided(Map<Bucket, Long> left) {
    long conflicts = left.getOrDefault(Bucket.CONFLICT, 0L);
    long decided =
        decisions.keySet().stream()
            .filter(path -> !(outcomes.get(path) instanceof Outcome.Done))
            .filter(path -> rows.at(index(path)).bucket() == Bucket.CONFLICT)
            .count();
    return rows.size() > 10_000 ? conflicts : conflicts - decided;
  }

  synchronized PlanSummary summary(List<PlanSummary.HaltRow> halts, List<String> partial) {
    Map<Bucket, Long> left = new EnumMap<>(counts);
    outcomes.forEach((path, outcome) -> {
      if (outcome instanceof Outcome.Done) {
        left.merge(rows.at(index(path)).bucket(), -1L, Long::sum);
      }
    });
    left.values().removeIf(n -> n == 0);
    return new PlanSummary(
        id,
        PagedPair.COMPARED,
        12_431,
        12_402,
        agreedNow == null ? SampleRows.AGREED : null,
        null,
        agreedNow,
        away,
        left,
        undecided(left),
        safe,
        List.copyOf(halts),
        List.of(),
        List.copyOf(partial),
        Upkeep.NONE);
  }

  /** The place of the first row that is not before this path. */
  private int index(RelPath path) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.at(middle).path().compareTo(path) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  synchronized List<PlanRow> rows(RowQuery query) {
    List<PlanRow> found = new ArrayList<>();
    visit(query, found::add);
    return found;
  }

  private synchronized void visit(RowQuery query, Consumer<PlanRow> sink) {
    int from = 0;
    if (query.at() != null) {
      from = index(query.at());
    } else if (query.after() != null) {
      from = index(query.after());
    }
    int taken = 0;
    for (int i = from; i < rows.size() && taken < query.limit() && compared; i++) {
      PlanRow row = row(i);
      if (query.at() != null && !row.item().path().equals(query.at())) {
        return;
      }
      if (fits(query, row)) {
        sink.accept(row);
        taken++;
      }
    }
  }

  private static boolean fits(RowQuery query, PlanRow row) {
    RelPath after = query.after();
    RelPath path = row.item().path();
    RelPath below = query.below();
    return (after == null || path.compareTo(after) > 0)
        && (below == null || path.equals(below) || below.contains(path))
        && (query.buckets().isEmpty() || query.buckets().contains(row.item().bucket()))
        && query.filter().test(row);
  }

  private PlanRow row(int i) {
    PlanItem item = rows.at(i);
    return new PlanRow(
        item, decisions.get(item.path()), outcomes.get(item.path()), drifted.contains(item.path()));
  }

  /** In path order, whatever is asked for but SIZE_A. */
  private List<PlanRow> list(RowQuery query, RowOrder order) {
    List<PlanRow> all = new ArrayList<>();
    visit(query, all::add);
    if (order.key() == RowOrder.Key.SIZE_A) {
      Comparator<PlanRow> bySize =
          Comparator.comparingLong(row -> Measures.of(row.item().a(), row.item().b()).sizeA());
      all.sort(order.descending() ? bySize.reversed() : bySize);
    }
    return all;
  }

  private static boolean isPlain(RowQuery query, RowOrder order) {
    return query.equals(RowQuery.ALL) && order.key() == RowOrder.Key.PATH;
  }

  synchronized RowPage page(RowQuery query, RowOrder order, int from, int count) {
    if (isPlain(query, order)) {
      List<PlanRow> found = new ArrayList<>();
      for (int i = from; compared && i < Math.min(rows.size(), from + count); i++) {
        found.add(row(i));
      }
      return new RowPage(compared ? rows.size() : 0, found);
    }
    List<PlanRow> all = list(query, order);
    int to = Math.min(all.size(), from + count);
    return new RowPage(all.size(), from < to ? List.copyOf(all.subList(from, to)) : List.of());
  }

  synchronized int place(RowQuery query, RowOrder order, RelPath path) {
    if (isPlain(query, order)) {
      return Math.min(index(path), rows.size() - 1);
    }
    List<PlanRow> all = list(query, order);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).item().path().compareTo(path) >= 0) {
        return i;
      }
    }
    return all.size() - 1;
  }

  synchronized List<Set<Bucket>> overview(RowQuery query, RowOrder order, int parts) {
    List<Set<Bucket>> found = new ArrayList<>();
    int size = isPlain(query, order) ? rows.size() : list(query, order).size();
    for (int part = 0; part < parts; part++) {
      Set<Bucket> here = EnumSet.noneOf(Bucket.class);
      int to = (int) ((long) size * (part + 1) / parts);
      int from = (int) ((long) size * part / parts);
      // of a million rows some of each part are enough for a picture
      for (int i = from; i < to; i += 1 + (to - from) / 50) {
        here.add(rows.at(i).bucket());
      }
      found.add(here);
    }
    return found;
  }

  synchronized long change(RowQuery query, Predicate<PlanRow> which, Optional<Decision> now) {
    Map<RelPath, Optional<Decision>> before = new HashMap<>();
    visit(
        query,
        row -> {
          if (which.test(row)) {
            before.put(row.item().path(), Optional.ofNullable(row.decision()));
            put(row.item().path(), now);
          }
        });
    if (!before.isEmpty()) {
      undo.push(before);
      redo.clear();
    }
    return before.size();
  }

  synchronized int decided() {
    return decisions.size();
  }

  private void put(RelPath path, Optional<Decision> decision) {
    if (decision.isPresent()) {
      decisions.put(path, decision.get());
    } else {
      decisions.remove(path);
    }
  }

  /** Several steps as one. */
  synchronized long together(int steps) {
    Map<RelPath, Optional<Decision>> before = new HashMap<>();
    while (undo.size() > steps) {
      undo.pop().forEach(before::put);
    }
    if (!before.isEmpty()) {
      undo.push(before);
    }
    return before.size();
  }

  synchronized int steps() {
    return undo.size();
  }

  boolean undo() {
    return step(undo, redo);
  }

  boolean redo() {
    return step(redo, undo);
  }

  private synchronized boolean step(
      Deque<Map<RelPath, Optional<Decision>>> from, Deque<Map<RelPath, Optional<Decision>>> to) {
    Map<RelPath, Optional<Decision>> back = from.poll();
    if (back == null) {
      return false;
    }
    Map<RelPath, Optional<Decision>> before = new HashMap<>();
    back.forEach((path, _) -> before.put(path, Optional.ofNullable(decisions.get(path))));
    back.forEach(this::put);
    to.push(before);
    return true;
  }

  synchronized List<PlanRow> approved(ApproveMode mode) {
    List<PlanRow> all = new ArrayList<>();
    visit(RowQuery.ALL, all::add);
    return all.stream().filter(row -> goes(mode, row)).toList();
  }

  private static boolean goes(ApproveMode mode, PlanRow row) {
    Decision decision = row.decision();
    Choice choice = decision == null ? row.item().proposal() : decision.choice();
    return choice != Choice.SKIP
        && row.outcome() == null
        && switch (mode) {
          case SAFE -> row.item().safe();
          case ALL -> true;
          case DECIDED -> decision != null || row.item().safe();
        };
  }

  synchronized ApprovalPreview preview(ApproveMode mode, boolean typeDeletes) {
    if (rows.size() > 10_000) {
      return new ApprovalPreview(id, mode, safe, 0, safe, 0, rows.size() - safe, 1, false, 84);
    }
    List<PlanRow> going = approved(mode);
    long toA = 0;
    long deletes = 0;
    for (PlanRow row : going) {
      Choice choice = row.decision() == null ? row.item().proposal() : row.decision().choice();
      toA += choice == Choice.B_TO_A ? 1 : 0;
      Side winner = choice == Choice.B_TO_A ? Side.B : Side.A;
      boolean moved = row.item().from() != null;
      deletes += !moved && row.item().seen(winner) instanceof Seen.Absent ? 1 : 0;
    }
    PlanSummary left = summary(List.of(), List.of());
    long all = left.rows();
    long conflicts = left.counts().getOrDefault(Bucket.CONFLICT, 0L);
    long conflictsGo = going.stream().filter(r -> r.item().bucket() == Bucket.CONFLICT).count();
    return new ApprovalPreview(
        id,
        mode,
        going.size(),
        toA,
        going.size() - toA,
        deletes,
        all - going.size(),
        conflicts - conflictsGo,
        typeDeletes && deletes > 0,
        184_200L * going.size());
  }
}
