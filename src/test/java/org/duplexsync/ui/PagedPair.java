package org.duplexsync.ui;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.application.Platform;
import org.duplexsync.control.*;
import org.duplexsync.control.PlanRow;
import org.duplexsync.model.*;
import org.duplexsync.model.EngineState;
import org.jspecify.annotations.Nullable;

/**
 * A pair in memory over rows of any number. It refuses to work on the window's thread, and keeps
 * what was asked.
 */
public final class PagedPair implements PairControl {
  static final Instant COMPARED = Instant.parse("2026-11-22T16:30:00Z");

  public final FakeLive live = new FakeLive(this::publish);
  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<String> onWindowThread = new CopyOnWriteArrayList<>();
  final List<PlanSummary.HaltRow> halts = new CopyOnWriteArrayList<>();
  final List<String> partial = new CopyOnWriteArrayList<>();
  private final List<Consumer<EngineState>> listeners = new CopyOnWriteArrayList<>();
  private final Map<RelPath, Decision> decisions = new HashMap<>();
  private final Map<RelPath, Outcome> outcomes = new HashMap<>();
  private final Deque<Map<RelPath, Optional<Decision>>> undo = new ArrayDeque<>();
  private final Deque<Map<RelPath, Optional<Decision>>> redo = new ArrayDeque<>();
  private final Map<Bucket, Long> counts = new EnumMap<>(Bucket.class);
  private SampleRows rows;
  private volatile EngineState state = new EngineState.Stopped();
  private long planId = 1;
  volatile boolean compared = true;
  volatile boolean typeDeletes;
  volatile @Nullable ControlException trouble;
  volatile @Nullable CountDownLatch hold;
  volatile long safe;
  final Map<Side, HostPulse> pulses = new ConcurrentHashMap<>();
  volatile List<String> failing = List.of();
  volatile List<String> alike = List.of("css/site.css", "index.html", "js/jquery.js");

  public PagedPair(SampleRows rows) {
    this.rows = rows;
    count();
  }

  public void becomes(SampleRows now) {
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

  private void off(String call) {
    asked.add(call);
    if (Platform.isFxApplicationThread()) {
      onWindowThread.add(call);
      throw new AssertionError(call + " on the window's thread");
    }
  }

  public JobControl job() {
    return new JobControl() {
      @Override
      public String name() {
        off("name");
        return "web";
      }

      @Override
      public List<PairControl> pairs() {
        off("pairs");
        return List.of(PagedPair.this);
      }

      @Override
      public void close() {
        off("close");
      }
    };
  }

  @Override
  public PairInfo info() {
    off("info");
    return new PairInfo(
        "images", "webmgr@tgt-a:/home/webmgr", "imgcms@tgt-b:/home/imgcms", "tgt-a", "tgt-b");
  }

  @Override
  public EngineState state() {
    off("state");
    return state;
  }

  public void publish(EngineState now) {
    state = now;
    listeners.forEach(listener -> listener.accept(now));
  }

  @Override
  public Subscription listen(Consumer<EngineState> listener) {
    off("listen");
    listeners.add(listener);
    listener.accept(state);
    return () -> listeners.remove(listener);
  }

  @Override
  public CheckReport check() {
    off("check");
    return new CheckReport(List.of());
  }

  @Override
  public PlanSummary compare(CompareOptions options) throws ControlException {
    off("compare");
    publish(new EngineState.Comparing(120, 118, 4, COMPARED));
    await();
    ControlException why = trouble;
    if (why != null) {
      publish(new EngineState.Failed(Side.B, String.valueOf(why.getMessage()), COMPARED));
      throw why;
    }
    synchronized (this) {
      compared = true;
      planId++;
      decisions.clear();
      outcomes.clear();
    }
    publish(
        rows.size() == 0
            ? new EngineState.InSync(12_431, COMPARED)
            : new EngineState.Review(planId, COMPARED));
    return summary();
  }

  @Override
  public LiveControl live() {
    return live;
  }

  private void await() throws ControlException {
    CountDownLatch gate = hold;
    try {
      if (gate != null) {
        gate.await();
      }
    } catch (InterruptedException e) {
      throw new ControlException("ended", e);
    }
  }

  private synchronized PlanSummary summary() {
    Map<Bucket, Long> left = new EnumMap<>(counts);
    outcomes.forEach((path, outcome) -> {
      if (outcome instanceof Outcome.Done) {
        left.merge(rows.at(index(path)).bucket(), -1L, Long::sum);
      }
    });
    left.values().removeIf(n -> n == 0);
    return new PlanSummary(
        planId,
        COMPARED,
        12_431,
        12_402,
        SampleRows.AGREED,
        null,
        left,
        safe,
        List.copyOf(halts),
        List.of(),
        List.copyOf(partial),
        0);
  }

  @Override
  public Optional<PlanSummary> plan() {
    off("plan");
    return compared ? Optional.of(summary()) : Optional.empty();
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

  @Override
  public List<PlanRow> rows(RowQuery query) {
    off("rows");
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
    return (after == null || row.item().path().compareTo(after) > 0)
        && (query.buckets().isEmpty() || query.buckets().contains(row.item().bucket()))
        && query.filter().test(row);
  }

  private PlanRow row(int i) {
    PlanItem item = rows.at(i);
    return new PlanRow(item, decisions.get(item.path()), outcomes.get(item.path()), false);
  }

  /** In path order, whatever is asked for but SIZE_A. */
  private synchronized List<PlanRow> list(RowQuery query, RowOrder order) {
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

  @Override
  public RowPage page(RowQuery query, RowOrder order, int from, int count) {
    off("page");
    if (isPlain(query, order)) {
      List<PlanRow> found = new ArrayList<>();
      synchronized (this) {
        for (int i = from; compared && i < Math.min(rows.size(), from + count); i++) {
          found.add(row(i));
        }
      }
      return new RowPage(compared ? rows.size() : 0, found);
    }
    List<PlanRow> all = list(query, order);
    int to = Math.min(all.size(), from + count);
    return new RowPage(all.size(), from < to ? List.copyOf(all.subList(from, to)) : List.of());
  }

  @Override
  public List<RelPath> paths(RowQuery query, RowOrder order, int from, int to) {
    return page(query, order, from, to - from).rows().stream()
        .map(row -> row.item().path())
        .toList();
  }

  @Override
  public int place(RowQuery query, RowOrder order, RelPath path) {
    off("place");
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

  @Override
  public List<Set<Bucket>> overview(RowQuery query, RowOrder order, int parts) {
    off("overview");
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

  @Override
  public Optional<HostPulse> pulse(Side side) {
    off("pulse");
    return Optional.ofNullable(pulses.get(side));
  }

  @Override
  public long decide(RowQuery query, Choice choice, String by) {
    off("decide " + query.at() + " " + choice);
    return change(
        query,
        row -> row.item().choices().contains(choice),
        Optional.of(new Decision(choice, by, COMPARED)));
  }

  @Override
  public long reset(RowQuery query) {
    off("reset " + query.at());
    return change(query, row -> row.decision() != null, Optional.empty());
  }

  @Override
  public long request(Request request, String by) {
    off(request.toString());
    return change(
        RowQuery.path(request.path()),
        _ -> true,
        Optional.of(new Decision(Choice.A_TO_B, by, COMPARED)));
  }

  @Override
  public void exclude(RelPath path, String by) {
    off("exclude " + path);
  }

  @Override
  public synchronized long pick(List<RelPath> paths, Pick pick, String by) throws ControlException {
    Map<RelPath, Optional<Decision>> before = new HashMap<>();
    int steps = undo.size();
    for (RelPath path : paths) {
      pick(RowQuery.path(path), pick, by);
    }
    while (undo.size() > steps) {
      undo.pop().forEach(before::put);
    }
    if (!before.isEmpty()) {
      undo.push(before);
    }
    return before.size();
  }

  private synchronized long change(
      RowQuery query, Predicate<PlanRow> which, Optional<Decision> now) {
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

  @Override
  public boolean undo() {
    off("undo");
    return step(undo, redo);
  }

  @Override
  public boolean redo() {
    off("redo");
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

  @Override
  public void acknowledge(int halt, String by) {
    off("acknowledge " + halt);
    PlanSummary.HaltRow row = halts.get(halt);
    halts.set(halt, new PlanSummary.HaltRow(row.halt(), row.text(), true));
  }

  private synchronized List<PlanRow> approved(ApproveMode mode) {
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

  @Override
  public ApprovalPreview preview(ApproveMode mode) {
    off("preview");
    if (rows.size() > 10_000) {
      return new ApprovalPreview(safe, 0, safe, 0, rows.size() - safe, 1, false, 84);
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
    long all = summary().rows();
    long conflicts = summary().counts().getOrDefault(Bucket.CONFLICT, 0L);
    long conflictsGo = going.stream().filter(r -> r.item().bucket() == Bucket.CONFLICT).count();
    return new ApprovalPreview(
        going.size(),
        toA,
        going.size() - toA,
        deletes,
        all - going.size(),
        conflicts - conflictsGo,
        typeDeletes && deletes > 0,
        184_200L * going.size());
  }

  @Override
  public RunReport approve(ApproveMode mode, String by, OptionalLong typedDeletes)
      throws ControlException {
    off("approve " + mode + " " + typedDeletes);
    List<PlanRow> going = approved(mode);
    long done = 0;
    for (PlanRow row : going) {
      done++;
      RelPath path = row.item().path();
      synchronized (this) {
        outcomes.put(
            path,
            failing.contains(path.toString())
                ? new Outcome.Failed("no space left on device")
                : new Outcome.Done(null, null));
      }
      publish(
          new EngineState.Committing(
              new CommitProgress(done, going.size(), done * 1000, going.size() * 1000L, 0),
              COMPARED));
    }
    await();
    long failed = going.stream().filter(r -> failing.contains(r.item().path().toString())).count();
    PlanSummary left = summary();
    publish(
        left.rows() == 0
            ? new EngineState.InSync(12_431, COMPARED)
            : new EngineState.Review(planId, COMPARED));
    return new RunReport(
        going.size() - failed, 0, failed, 0, left.rows() - failed, false, List.of());
  }

  @Override
  public void cancel() {
    off("cancel");
    CountDownLatch gate = hold;
    if (gate != null) {
      gate.countDown();
    }
  }

  /** The directories and files that the rows and {@link #alike} name. */
  @Override
  public synchronized List<TreeRow> children(RelPath directory) throws ControlException {
    off("children " + directory);
    ControlException why = trouble;
    if (why != null) {
      throw why;
    }
    List<PlanRow> named = new ArrayList<>();
    for (int i = 0; i < Math.min(rows.size(), 2000); i++) {
      named.add(row(i));
    }
    return SampleTree.children(directory, named, alike);
  }

  @Override
  public Contents contents(Side side, RelPath path, int limit) {
    off("contents");
    return new Contents(Seen.ABSENT, Bytes.of(""), false);
  }
}
