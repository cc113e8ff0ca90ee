package org.duplexsync.ui;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
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
  private final SamplePlan plan;
  private volatile @Nullable Absence away;
  private volatile EngineState state = new EngineState.Stopped();
  private volatile @Nullable RelPath excluded;
  volatile boolean typeDeletes;
  volatile String name = "images";
  volatile String hostA = "tgt-a";
  volatile String hostB = "tgt-b";
  volatile @Nullable ControlException trouble;
  volatile @Nullable CountDownLatch hold;
  volatile @Nullable CountDownLatch holdDecisions;
  final Map<Side, HostPulse> pulses = new ConcurrentHashMap<>();
  volatile List<String> failing = List.of();
  volatile List<String> alike = List.of("css/site.css", "index.html", "js/jquery.js");

  public PagedPair(SampleRows rows) {
    plan = new SamplePlan(rows);
  }

  public void becomes(SampleRows now) {
    plan.becomes(now);
  }

  /** What was asked so far. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  public List<String> onWindow() {
    return List.copyOf(onWindowThread);
  }

  public int decidedRows() {
    return plan.decided();
  }

  /** The number of deletions must be typed from now on. */
  public void asksForTheCount() {
    typeDeletes = true;
  }

  /** A compare or a commit waits for it. */
  public void holds(@Nullable CountDownLatch gate) {
    hold = gate;
  }

  public void fails(@Nullable ControlException why) {
    trouble = why;
  }

  /** Nothing had been agreed on before the compare. */
  void isFirst() {
    plan.isFirst();
  }

  /** Nothing has been compared yet. */
  void isNew() {
    plan.isMissing();
  }

  /** It changed since it was reviewed. */
  void drifts(RelPath path) {
    plan.drifts(path);
  }

  /** Rows that are not done. */
  long left() {
    return summary().rows();
  }

  int decided() {
    return plan.decided();
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
        name, "webmgr@tgt-a:/home/webmgr", "imgcms@tgt-b:/home/imgcms", hostA, hostB);
  }

  @Override
  public EngineState state() {
    off("state");
    return state;
  }

  public void publish(EngineState now) {
    away = Absence.after(away, now);
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
    publish(new EngineState.Comparing(120, 118, 4, RelPath.ROOT, COMPARED));
    await();
    ControlException why = trouble;
    if (why != null) {
      publish(new EngineState.Failed(Side.B, String.valueOf(why.getMessage()), COMPARED));
      throw why;
    }
    long id = plan.renew(away);
    publish(
        plan.size() == 0
            ? new EngineState.InSync(12_431, COMPARED)
            : new EngineState.Review(id, COMPARED));
    return summary();
  }

  @Override
  public LiveControl live() {
    return live;
  }

  private void await() throws ControlException {
    await(hold);
  }

  private static void await(@Nullable CountDownLatch gate) throws ControlException {
    try {
      if (gate != null) {
        gate.await();
      }
    } catch (InterruptedException e) {
      throw new ControlException("ended", e);
    }
  }

  private PlanSummary summary() {
    return plan.summary(halts, partial);
  }

  @Override
  public Optional<PlanSummary> plan() {
    off("plan");
    return plan.compared() ? Optional.of(summary()) : Optional.empty();
  }

  @Override
  public List<PlanRow> rows(RowQuery query) {
    off("rows");
    return plan.rows(query);
  }

  @Override
  public RowPage page(RowQuery query, RowOrder order, int from, int count) {
    off("page");
    return plan.page(query, order, from, count);
  }

  @Override
  public int place(RowQuery query, RowOrder order, RelPath path) {
    off("place");
    return plan.place(query, order, path);
  }

  @Override
  public int startingWith(RowQuery query, RowOrder order, String letters, int from) {
    off("startingWith " + letters);
    List<PlanRow> all = plan.page(query, order, 0, 10_000).rows();
    for (int i = 0; i < all.size(); i++) {
      int place = (from + i) % all.size();
      if (all.get(place).item().path().name().toString().startsWith(letters)) {
        return place;
      }
    }
    return -1;
  }

  @Override
  public List<Set<Bucket>> overview(RowQuery query, RowOrder order, int parts) {
    off("overview");
    return plan.overview(query, order, parts);
  }

  @Override
  public List<Matches> matches(RowQuery query, RelPath directory) {
    off("matches " + directory);
    return plan.matches(query, directory);
  }

  @Override
  public ApprovalPreview preview(ApproveMode mode) {
    off("preview");
    return plan.preview(mode, typeDeletes);
  }

  @Override
  public long pick(List<RelPath> paths, Pick pick, String by) throws ControlException {
    int steps = plan.steps();
    for (RelPath path : paths) {
      pick(RowQuery.path(path), pick, by);
    }
    return plan.together(steps);
  }

  @Override
  public List<RelPath> paths(RowQuery query, RowOrder order, int from, int to) {
    return page(query, order, from, to - from).rows().stream()
        .map(row -> row.item().path())
        .toList();
  }

  @Override
  public Optional<HostPulse> pulse(Side side) {
    off("pulse");
    return Optional.ofNullable(pulses.get(side));
  }

  private static String place(RowQuery query) {
    return query.below() == null ? String.valueOf(query.at()) : "in " + query.below();
  }

  @Override
  public long decide(RowQuery query, Choice choice, String by) throws ControlException {
    off("decide " + place(query) + " " + choice);
    await(holdDecisions);
    return plan.change(
        query,
        row -> row.item().choices().contains(choice),
        Optional.of(new Decision(choice, by, COMPARED)));
  }

  @Override
  public long reset(RowQuery query) {
    off("reset " + place(query));
    return plan.change(query, row -> row.decision() != null, Optional.empty());
  }

  @Override
  public long request(Request request, String by) {
    off(request.toString());
    return plan.change(
        RowQuery.path(request.path()),
        _ -> true,
        Optional.of(new Decision(Choice.A_TO_B, by, COMPARED)));
  }

  @Override
  public void exclude(RelPath path, String by) {
    off("exclude " + path);
    excluded = path;
  }

  @Override
  public Covered covered(RelPath path) {
    off("covered " + path);
    return new Covered(plan.rows(RowQuery.ALL.within(path)).size(), 4);
  }

  @Override
  public Undone undo() {
    off("undo");
    if (excluded != null) {
      excluded = null;
      return Undone.EXCLUSION;
    }
    return plan.undo() ? Undone.DECISION : Undone.NOTHING;
  }

  @Override
  public Undone redo() {
    off("redo");
    return plan.redo() ? Undone.DECISION : Undone.NOTHING;
  }

  @Override
  public void acknowledge(int halt, String by) {
    off("acknowledge " + halt);
    PlanSummary.HaltRow row = halts.get(halt);
    halts.set(halt, new PlanSummary.HaltRow(row.halt(), row.text(), true));
  }

  @Override
  public RunReport approve(ApprovalPreview read, String by, OptionalLong typedDeletes)
      throws ControlException {
    ApproveMode mode = read.mode();
    if (!read.doesAs(plan.preview(mode, typeDeletes))) {
      throw new ControlException("Nothing was approved: it is not what was read.");
    }
    off("approve " + mode + " " + typedDeletes);
    List<PlanRow> going = plan.approved(mode);
    long done = 0;
    for (PlanRow row : going) {
      done++;
      RelPath path = row.item().path();
      plan.ended(
          path,
          failing.contains(path.toString())
              ? new Outcome.Failed("no space left on device")
              : new Outcome.Done(null, null));
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
            : new EngineState.Review(plan.id(), COMPARED));
    return new RunReport(
        going.size() - failed, 0, failed, 0, left.rows() - failed, false, List.of());
  }

  @Override
  public void cancelForGood() {
    cancel();
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
  public List<TreeRow> children(RelPath directory) throws ControlException {
    off("children " + directory);
    ControlException why = trouble;
    if (why != null) {
      throw why;
    }
    return SampleTree.children(directory, plan.first(2000), alike);
  }

  @Override
  public List<TreeRow> known(RelPath directory) {
    off("known " + directory);
    return SampleTree.children(directory, plan.first(2000), alike);
  }

  @Override
  public Contents contents(Side side, RelPath path, int limit) {
    off("contents");
    return new Contents(Seen.ABSENT, Bytes.of(""), false);
  }
}
