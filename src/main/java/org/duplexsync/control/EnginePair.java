package org.duplexsync.control;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.duplexsync.engine.Aligned;
import org.duplexsync.engine.CompareRequest;
import org.duplexsync.engine.FileContents;
import org.duplexsync.engine.PairEngine;
import org.duplexsync.engine.committing.CommitEnd;
import org.duplexsync.engine.pair.CancelledException;
import org.duplexsync.engine.pair.SideException;
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
import org.duplexsync.model.RowState;
import org.duplexsync.model.Selection;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.duplexsync.review.Approval;
import org.duplexsync.review.ApprovedPlan;
import org.duplexsync.review.DeleteCheck;
import org.duplexsync.review.Review;
import org.jspecify.annotations.Nullable;

/** One pair whose engine runs in this process. */
public final class EnginePair implements PairControl {
  private final PairInfo info;
  private final PairEngine engine;
  private final String by;
  private final Exclusions exclusions;
  private final Deeds deeds;
  private final PlanLists lists = new PlanLists();

  /**
   * @param by who starts compares: {@code operator:NAME}
   * @param told hears of compares and approvals
   */
  public EnginePair(PairInfo info, PairEngine engine, String by, Exclusions exclusions, Told told) {
    this.info = info;
    this.engine = engine;
    this.by = by;
    this.exclusions = exclusions;
    this.deeds = new Deeds(told);
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

  /** Something that may end as the engine's calls end. */
  private interface Work<T extends @Nullable Object> {
    T run() throws ControlException, SideException;
  }

  /** Says in an operator's words why it could not be done. */
  private <T extends @Nullable Object> T ask(Work<T> work) throws ControlException {
    try {
      return work.run();
    } catch (SideException e) {
      throw new ControlException(e.kind(), info.at(e.side(), String.valueOf(e.getMessage())), e);
    } catch (CancelledException e) {
      throw ControlException.cancelled(e);
    } catch (RuntimeException e) {
      if (PairEngine.isStoreTrouble(e)) {
        throw new ControlException("STATE", String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
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

  private PlanHeader current() throws ControlException {
    PlanHeader plan = engine.plan();
    if (plan == null) {
      throw new ControlException("There is no plan yet: compare first.");
    }
    return plan;
  }

  private Review review() throws ControlException {
    return engine.review(current().id());
  }

  @Override
  public List<PlanRow> rows(RowQuery query) throws ControlException {
    return ask(() ->
        query.filter().isNone()
            ? search(query).rows()
            : lists.rows(engine.rows(current().id()), query));
  }

  private RowSearch search(RowQuery query) throws ControlException {
    return new RowSearch(engine.rows(current().id()), query);
  }

  @Override
  public RowPage page(RowQuery query, RowOrder order, int from, int count) throws ControlException {
    return ask(() -> lists.page(engine.rows(current().id()), query, order, from, count));
  }

  @Override
  public List<RelPath> paths(RowQuery query, RowOrder order, int from, int to)
      throws ControlException {
    return ask(() -> lists.paths(engine.rows(current().id()), query, order, from, to));
  }

  @Override
  public int place(RowQuery query, RowOrder order, RelPath path) throws ControlException {
    return ask(() -> lists.place(engine.rows(current().id()), query, order, path));
  }

  @Override
  public int startingWith(RowQuery query, RowOrder order, String letters, int from)
      throws ControlException {
    return ask(() -> lists.startingWith(engine.rows(current().id()), query, order, letters, from));
  }

  @Override
  public List<Set<Bucket>> overview(RowQuery query, RowOrder order, int parts)
      throws ControlException {
    return ask(() -> lists.overview(engine.rows(current().id()), query, order, parts));
  }

  @Override
  public List<Matches> matches(RowQuery query, RelPath directory) throws ControlException {
    return ask(() -> lists.matches(engine.rows(current().id()), query, directory));
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
    return ask(() ->
        RowSearch.isExact(query)
            ? review().decide(RowSearch.selection(query), pick, who)
            : review().decide(lists.paths(engine.rows(current().id()), query), pick, who));
  }

  @Override
  public long pick(List<RelPath> paths, Pick pick, String who) throws ControlException {
    return ask(() -> review().decide(paths, pick, who));
  }

  @Override
  public long request(Request request, String who) throws ControlException {
    if (request.path().isRoot() && request instanceof Request.Delete) {
      throw new ControlException("The root itself is never deleted.");
    }
    return ask(() -> engine.request(current().id(), request, who));
  }

  @Override
  public void exclude(RelPath path, String who) throws ControlException {
    if (path.isRoot()) {
      throw new ControlException("The root itself can't be left out.");
    }
    exclusions.exclude(path);
    if (ask(engine::plan) != null) {
      ask(() -> review().decide(Selection.at(path), Pick.of(Choice.SKIP), who));
    }
  }

  @Override
  public long reset(RowQuery rows) throws ControlException {
    return pick(rows, new Pick.Reset(), by);
  }

  @Override
  public boolean undo() throws ControlException {
    return ask(() -> review().undo() > 0);
  }

  @Override
  public boolean redo() throws ControlException {
    return ask(() -> review().redo() > 0);
  }

  @Override
  public void acknowledge(int halt, String who) throws ControlException {
    PlanHeader plan = current();
    if (halt < 0 || halt >= plan.halts().size()) {
      throw new ControlException("The plan has no such guard any more: compare again.");
    }
    review().acknowledge(plan.halts().get(halt), who);
  }

  @Override
  public ApprovalPreview preview(ApproveMode mode) throws ControlException {
    Review review = review();
    var summary =
        switch (mode) {
          case SAFE -> review.safe();
          case ALL -> review.all();
          case DECIDED -> review.decidedAndSafe();
        };
    return Summaries.preview(review.header().id(), mode, summary, limit());
  }

  private long limit() {
    return engine.spec().rules().deleteLimit().count();
  }

  @Override
  public RunReport approve(ApprovalPreview read, String who, OptionalLong typedDeletes)
      throws ControlException {
    ApproveMode mode = read.mode();
    Long typed = typedDeletes.isPresent() ? typedDeletes.getAsLong() : null;
    try {
      Review review = asRead(read);
      RunReport end = commit(approval(review, mode, who, new DeleteCheck(limit(), typed)));
      long plan = current().id();
      return ask(() -> {
        deeds.approved(mode, who, end, engine.rows(plan));
        return end;
      });
    } catch (ControlException e) {
      throw deeds.failed("approval by " + who, e);
    }
  }

  private Review asRead(ApprovalPreview read) throws ControlException {
    Review review = review();
    long plan = review.header().id();
    return review.providedThat(
        now -> Summaries.preview(plan, read.mode(), now, limit()).doesAs(read));
  }

  private RunReport commit(Approval approval) throws ControlException {
    return switch (approval) {
      case Approval.Nothing() -> Summaries.report(CommitEnd.NOTHING, waiting());
      case Approval.Refused(List<String> reasons) ->
          throw new ControlException("Nothing was approved: " + String.join("; ", reasons) + ".");
      case Approval.Approved(ApprovedPlan approved) -> commit(approved);
    };
  }

  private static Approval approval(Review review, ApproveMode mode, String who, DeleteCheck check) {
    return switch (mode) {
      case SAFE -> review.approveSafe(who);
      case ALL -> review.approveAll(who, check);
      case DECIDED -> review.approveDecidedAndSafe(who, check);
    };
  }

  private RunReport commit(ApprovedPlan approved) throws ControlException {
    CommitEnd end = ask(() -> engine.commit(approved));
    return Summaries.report(end, waiting());
  }

  /** Rows that no approval has taken. */
  private long waiting() throws ControlException {
    return current().counts().rows(count -> count.state() == RowState.OPEN);
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
