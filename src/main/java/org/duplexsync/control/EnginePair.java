package org.duplexsync.control;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.duplexsync.engine.Aligned;
import org.duplexsync.engine.FileContents;
import org.duplexsync.engine.PairEngine;
import org.duplexsync.engine.planning.CompareRequest;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Column;
import org.duplexsync.model.DeletePolicy;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.HostPulse;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.Pick;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Request;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.jspecify.annotations.Nullable;

/** One pair whose engine runs in this process. */
public final class EnginePair implements PairControl {
  private final PairInfo info;
  private final PairEngine engine;
  private final String by;
  private final EngineCalls calls;
  private final Steps steps;
  private final Deeds deeds;
  private final EngineApprovals approvals;
  private final PlanLists lists = new PlanLists();

  /**
   * @param by who starts compares: {@code operator:NAME}
   * @param told hears of compares and approvals
   */
  public EnginePair(PairInfo info, PairEngine engine, String by, Exclusions exclusions, Told told) {
    this.info = info;
    this.engine = engine;
    this.by = by;
    this.calls = new EngineCalls(info, engine);
    this.steps = new Steps(calls, exclusions);
    this.deeds = new Deeds(told);
    this.approvals = new EngineApprovals(calls, deeds);
  }

  @Override
  public PairInfo info() {
    return info;
  }

  @Override
  public EngineState state() {
    return engine.state();
  }

  @Override
  public Subscription listen(Consumer<EngineState> listener) {
    return engine.listen(listener)::run;
  }

  private <T extends @Nullable Object> T ask(EngineCalls.Work<T> work) throws ControlException {
    return calls.ask(work);
  }

  @Override
  public CheckReport check() throws ControlException {
    try {
      return ask(() -> Summaries.check(engine.check()));
    } catch (ControlException e) {
      throw deeds.failed("check", e);
    }
  }

  @Override
  public PlanSummary compare(CompareOptions options) throws ControlException {
    var request =
        new CompareRequest(
            remember(options), deletes(options.deletes()), Column.AT_START, Cause.REQUEST, by);
    try {
      PlanSummary plan = ask(() -> Summaries.plan(engine.compare(request), upkeep()));
      deeds.compared(by, plan);
      return plan;
    } catch (ControlException e) {
      throw deeds.failed("compare", e);
    }
  }

  private static CompareRequest.Remember remember(CompareOptions options) {
    if (!options.write()) {
      return CompareRequest.Remember.NOTHING;
    }
    return options.readAll() ? CompareRequest.Remember.ALL_READ : CompareRequest.Remember.EQUAL;
  }

  private static @Nullable DeletePolicy deletes(@Nullable String word) throws ControlException {
    try {
      return word == null ? null : DeletePolicy.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ControlException(
          "'" + word + "' is no answer for deletes: say restore, propagate or hold.", e);
    }
  }

  @Override
  public Optional<PlanSummary> plan() throws ControlException {
    return ask(
        () -> Optional.ofNullable(engine.plan()).map(header -> Summaries.plan(header, upkeep())));
  }

  private Upkeep upkeep() {
    return new Upkeep(engine.assumed(), engine.versions(), engine.nextPurge());
  }

  @Override
  public List<PlanRow> rows(RowQuery query) throws ControlException {
    return ask(
        () -> query.filter().isNone() ? search(query).rows() : lists.rows(calls.rows(), query));
  }

  private RowSearch search(RowQuery query) throws ControlException {
    return new RowSearch(calls.rows(), query);
  }

  @Override
  public RowPage page(RowQuery query, RowOrder order, int from, int count) throws ControlException {
    return ask(() -> lists.page(calls.rows(), query, order, from, count));
  }

  @Override
  public List<RelPath> paths(RowQuery query, RowOrder order, int from, int to)
      throws ControlException {
    return ask(() -> lists.paths(calls.rows(), query, order, from, to));
  }

  @Override
  public int place(RowQuery query, RowOrder order, RelPath path) throws ControlException {
    return ask(() -> lists.place(calls.rows(), query, order, path));
  }

  @Override
  public int startingWith(RowQuery query, RowOrder order, String letters, int from)
      throws ControlException {
    return ask(() -> lists.startingWith(calls.rows(), query, order, letters, from));
  }

  @Override
  public List<Set<Bucket>> overview(RowQuery query, RowOrder order, int parts)
      throws ControlException {
    return ask(() -> lists.overview(calls.rows(), query, order, parts));
  }

  @Override
  public List<Matches> matches(RowQuery query, RelPath directory) throws ControlException {
    return ask(() -> lists.matches(calls.rows(), query, directory));
  }

  @Override
  public Optional<HostPulse> pulse(Side side) {
    return Optional.ofNullable(engine.pulse(side));
  }

  @Override
  public long decide(RowQuery rows, Choice choice, String who) throws ControlException {
    return pick(rows, Pick.of(choice), who);
  }

  @Override
  public long pick(RowQuery query, Pick pick, String who) throws ControlException {
    return steps.decided(
        ask(() ->
            RowSearch.isExact(query)
                ? calls.review().decide(RowSearch.selection(query), pick, who)
                : calls.review().decide(lists.paths(calls.rows(), query), pick, who)));
  }

  @Override
  public long pick(List<RelPath> paths, Pick pick, String who) throws ControlException {
    return steps.decided(ask(() -> calls.review().decide(paths, pick, who)));
  }

  @Override
  public long request(Request request, String who) throws ControlException {
    if (request.path().isRoot() && request instanceof Request.Delete) {
      throw new ControlException("The root itself is never deleted.");
    }
    return steps.decided(ask(() -> engine.request(calls.current().id(), request, who)));
  }

  @Override
  public void exclude(RelPath path, String who) throws ControlException {
    if (path.isRoot()) {
      throw new ControlException("The root itself can't be left out.");
    }
    steps.exclude(path, who);
  }

  @Override
  public Covered covered(RelPath path) throws ControlException {
    return ask(() -> {
      PlanHeader plan = engine.plan();
      long rows = plan == null ? 0 : lists.size(engine.rows(plan.id()), RowQuery.ALL.within(path));
      return new Covered(rows, engine.agreed(path));
    });
  }

  @Override
  public long reset(RowQuery rows) throws ControlException {
    return pick(rows, new Pick.Reset(), by);
  }

  @Override
  public Undone undo() throws ControlException {
    return steps.undo();
  }

  @Override
  public Undone redo() throws ControlException {
    return steps.redo();
  }

  @Override
  public void acknowledge(int halt, String who) throws ControlException {
    PlanHeader plan = calls.current();
    if (halt < 0 || halt >= plan.halts().size()) {
      throw new ControlException("The plan has no such guard any more: compare again.");
    }
    calls.review().acknowledge(plan.halts().get(halt), who);
  }

  @Override
  public ApprovalPreview preview(ApproveMode mode) throws ControlException {
    return approvals.preview(mode);
  }

  @Override
  public RunReport approve(ApprovalPreview read, String who, OptionalLong typedDeletes)
      throws ControlException {
    return approvals.approve(read, who, typedDeletes);
  }

  @Override
  public List<VersionRow> versions(RelPath at, int limit) throws ControlException {
    return ask(() -> engine.versions(at, limit));
  }

  @Override
  public Outcome restore(Side side, String version, RelPath to, String who)
      throws ControlException {
    if (to.isRoot()) {
      throw new ControlException("The root itself is no file.");
    }
    return ask(() -> engine.restore(side, version, to, who));
  }

  @Override
  public LiveControl live() {
    return new EngineLive(engine.live());
  }

  @Override
  public void cancel() {
    engine.cancel();
  }

  @Override
  public void cancelForGood() {
    engine.cancelForGood();
  }

  @Override
  public Contents contents(Side side, RelPath path, int limit) throws ControlException {
    return ask(() -> {
      FileContents found = engine.contents(side, path, limit);
      return new Contents(found.seen(), found.bytes(), found.truncated());
    });
  }

  @Override
  public List<TreeRow> children(RelPath directory) throws ControlException {
    return ask(() -> {
      List<Aligned> entries = engine.children(directory);
      PlanHeader plan = engine.plan();
      return TreeRows.of(directory, entries, plan == null ? null : engine.rows(plan.id()));
    });
  }

  @Override
  public List<TreeRow> known(RelPath directory) throws ControlException {
    return ask(() -> {
      PlanHeader plan = engine.plan();
      return TreeRows.of(
          directory, engine.known(directory), plan == null ? null : engine.rows(plan.id()));
    });
  }

  void close() {
    engine.close();
  }
}
