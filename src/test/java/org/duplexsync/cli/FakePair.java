package org.duplexsync.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.duplexsync.control.ApprovalPreview;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.control.CheckReport;
import org.duplexsync.control.CompareOptions;
import org.duplexsync.control.Contents;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.LiveControl;
import org.duplexsync.control.Matches;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PairInfo;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.control.RowOrder;
import org.duplexsync.control.RowPage;
import org.duplexsync.control.RowQuery;
import org.duplexsync.control.RunReport;
import org.duplexsync.control.Subscription;
import org.duplexsync.control.TreeRow;
import org.duplexsync.control.Upkeep;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Decision;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.HostPulse;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Pick;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Request;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** A pair in memory that records what a front end asks of it. */
final class FakePair implements PairControl {
  static final Instant AT = Instant.parse("2026-11-22T16:15:00Z");

  final List<String> asked = new ArrayList<>();
  String name = "images";
  EngineState state = new EngineState.Stopped();

  /** What a listener hears, one after the other. */
  List<EngineState> heard = List.of(new EngineState.Connecting(null, AT));

  Consumer<EngineState> listener = _ -> {};
  Runnable whenListened = () -> {};

  volatile CountDownLatch cancelled = new CountDownLatch(1);
  final List<PlanSummary.HaltRow> halts = new ArrayList<>();
  final List<String> partial = new ArrayList<>();
  Upkeep upkeep = Upkeep.NONE;
  final Map<String, Bytes> contents = new TreeMap<>();
  private final TreeMap<RelPath, PlanRow> rows = new TreeMap<>();
  boolean typeDeletes;
  RunReport report = new RunReport(0, 0, 0, 0, 0, false, List.of());
  CheckReport check = new CheckReport(List.of());
  @Nullable ControlException trouble;
  boolean compared = true;
  Runnable whenCompared = () -> {};

  void add(String path, Bucket bucket, boolean safe, Choice proposal) {
    add(Kind.FILE, path, bucket, safe, proposal);
  }

  void add(Kind kind, String path, Bucket bucket, boolean safe, Choice proposal) {
    Entry entry = new Entry(kind, 84, AT, 0664, "webmgr", "webmgr", null, new FileId(1, AT, 1));
    PlanItem item =
        new PlanItem(
            RelPath.of(path),
            null,
            bucket,
            new Seen.Present(entry),
            Seen.ABSENT,
            null,
            new Change.Created(),
            new Change.None(),
            Set.of(Choice.A_TO_B, Choice.B_TO_A, Choice.SKIP),
            proposal,
            safe,
            "new on A 16:15");
    rows.put(item.path(), new PlanRow(item, null, null, false));
  }

  JobControl job() {
    return job(List.of(this));
  }

  /** A job of several pairs; that it was closed is written down here. */
  JobControl job(List<PairControl> pairs) {
    return new JobControl() {
      @Override
      public String name() {
        return "web";
      }

      @Override
      public List<PairControl> pairs() {
        return pairs;
      }

      @Override
      public void close() {
        asked.add("close");
      }
    };
  }

  @Override
  public PairInfo info() {
    return new PairInfo(name, "webmgr@tgt-a:/a", "imgcms@tgt-b:/b", "tgt-a", "tgt-b");
  }

  @Override
  public EngineState state() {
    return state;
  }

  @Override
  public Subscription listen(Consumer<EngineState> listener) {
    this.listener = listener;
    heard.forEach(listener);
    whenListened.run();
    return () -> asked.add("unlisten");
  }

  @Override
  public LiveControl live() {
    return new FakeLive(asked);
  }

  @Override
  public CheckReport check() {
    return check;
  }

  @Override
  public PlanSummary compare(CompareOptions options) throws ControlException {
    if (trouble != null) {
      throw trouble;
    }
    whenCompared.run();
    String read = options.readAll() ? " read-all" : "";
    asked.add("compare write=" + options.write() + " deletes=" + options.deletes() + read);
    return summary();
  }

  private PlanSummary summary() {
    Map<Bucket, Long> counts = new EnumMap<>(Bucket.class);
    rows.values().forEach(row -> counts.merge(row.item().bucket(), 1L, Long::sum));
    long safe = rows.values().stream().filter(row -> row.item().safe()).count();
    return new PlanSummary(
        1,
        AT,
        10,
        9,
        AT,
        null,
        null,
        null,
        counts,
        0,
        safe,
        List.copyOf(halts),
        List.of(),
        partial,
        upkeep);
  }

  @Override
  public Optional<PlanSummary> plan() {
    return compared ? Optional.of(summary()) : Optional.empty();
  }

  @Override
  public List<PlanRow> rows(RowQuery query) {
    RelPath after = query.after();
    return rows.values().stream()
        .filter(row -> after == null || row.item().path().compareTo(after) > 0)
        .filter(row -> query.buckets().isEmpty() || query.buckets().contains(row.item().bucket()))
        .filter(row -> !query.undecided() || row.decision() == null)
        .limit(query.limit())
        .toList();
  }

  @Override
  public long decide(RowQuery query, Choice choice, String by) {
    RelPath path = query.at();
    if (path == null) {
      throw new AssertionError("not by path");
    }
    asked.add("decide " + path + " " + choice);
    rows.computeIfPresent(
        path,
        (p, row) ->
            new PlanRow(row.item(), new Decision(choice, by, AT), row.outcome(), row.drifted()));
    return 1;
  }

  @Override
  public long reset(RowQuery query) {
    throw new AssertionError("not asked for here");
  }

  @Override
  public long request(Request request, String by) {
    asked.add(request.toString());
    return 1;
  }

  @Override
  public void exclude(RelPath path, String by) {
    asked.add("exclude " + path);
  }

  @Override
  public long pick(List<RelPath> paths, Pick pick, String by) {
    throw new AssertionError("not asked for here");
  }

  @Override
  public RowPage page(RowQuery query, RowOrder order, int from, int count) {
    throw new AssertionError("not asked for here");
  }

  @Override
  public List<org.duplexsync.control.TreeRow> known(RelPath directory) {
    throw new AssertionError("not asked for here");
  }

  @Override
  public int startingWith(RowQuery query, RowOrder order, String letters, int from) {
    throw new AssertionError("not asked for here");
  }

  @Override
  public List<RelPath> paths(RowQuery query, RowOrder order, int from, int to) {
    throw new AssertionError("not asked for here");
  }

  @Override
  public int place(RowQuery query, RowOrder order, RelPath path) {
    throw new AssertionError("not asked for here");
  }

  @Override
  public List<Matches> matches(RowQuery query, RelPath directory) {
    throw new AssertionError("not asked for here");
  }

  @Override
  public List<Set<Bucket>> overview(RowQuery query, RowOrder order, int parts) {
    throw new AssertionError("not asked for here");
  }

  @Override
  public Optional<HostPulse> pulse(Side side) {
    return Optional.empty();
  }

  @Override
  public org.duplexsync.control.Covered covered(RelPath path) {
    throw new AssertionError("not asked for here");
  }

  @Override
  public org.duplexsync.control.Undone undo() {
    asked.add("undo");
    rows.replaceAll((p, row) -> new PlanRow(row.item(), null, row.outcome(), row.drifted()));
    return org.duplexsync.control.Undone.DECISION;
  }

  @Override
  public org.duplexsync.control.Undone redo() {
    return org.duplexsync.control.Undone.NOTHING;
  }

  @Override
  public void acknowledge(int halt, String by) {
    asked.add("acknowledge " + halt);
  }

  @Override
  public ApprovalPreview preview(ApproveMode mode) {
    return new ApprovalPreview(1, mode, rows.size(), 0, rows.size(), 0, 0, 0, typeDeletes, 84);
  }

  @Override
  public RunReport approve(ApprovalPreview read, String by, OptionalLong typedDeletes) {
    asked.add("approve " + read.mode() + " " + typedDeletes);
    return report;
  }

  @Override
  public void cancel() {}

  @Override
  public void cancelForGood() {
    cancelled.countDown();
  }

  @Override
  public List<TreeRow> children(RelPath directory) {
    throw new AssertionError("not asked for here");
  }

  @Override
  public Contents contents(Side side, RelPath path, int limit) {
    return new Contents(Seen.ABSENT, contents.getOrDefault(side.name(), Bytes.of("")), false);
  }
}
