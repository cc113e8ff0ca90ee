package org.duplexsync.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.duplexsync.commit.Cancel;
import org.duplexsync.commit.Watcher;
import org.duplexsync.engine.committing.CommitEnd;
import org.duplexsync.engine.committing.CommitRun;
import org.duplexsync.engine.live.DeleteGuard;
import org.duplexsync.engine.live.DirtySet;
import org.duplexsync.engine.live.Pipeline;
import org.duplexsync.engine.live.Why;
import org.duplexsync.engine.pair.CancelledException;
import org.duplexsync.engine.pair.PairRules;
import org.duplexsync.engine.planning.CompareRequest;
import org.duplexsync.engine.planning.PlanGuards;
import org.duplexsync.engine.planning.PlanMaking;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Column;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Halt;
import org.duplexsync.model.JournalRow;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.ReviewPolicy;
import org.duplexsync.model.Selection;
import org.duplexsync.reconcile.Guards;
import org.duplexsync.review.Approval;
import org.duplexsync.review.ApprovedPlan;
import org.duplexsync.review.Review;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.PlanRows;
import org.jspecify.annotations.Nullable;

/** A compare of everything while both sides are watched, and the commit of what may go. */
final class LiveWhole {
  private static final int UNHEARD = 20;

  private final Hold hold;
  private final LiveWork work;
  private final Why why;
  private final Predicate<RelPath> busy;
  private final OpenQuestions open;
  private final NotDone again = new NotDone();

  LiveWhole(Hold hold, LiveWork work, Why why, Predicate<RelPath> busy) {
    this.hold = hold;
    this.work = work;
    this.why = isGuardGone(work, why) ? Why.RETURN : why;
    this.busy = busy;
    this.open = new OpenQuestions(work.trace().failed);
  }

  Pipeline.Whole run(Supplier<DirtySet> news, Remember remember)
      throws HostException, TreeException {
    Instant since = work.now();
    hold.publish(EngineState.Comparing.begun(since));
    if (why != Why.START) {
      open.take(work.standing(), work.trace().found);
      forgetWhatOnlyAGuardHeld();
    }
    var request = new CompareRequest(true, null, column(), cause(), by());
    long run = hold.store.runs(hold.pair()).start(cause(), by());
    PlanMaking.Made made =
        work.making()
            .make(
                request,
                work.prepared().with(work.guard().halts()),
                run,
                (a, b, found, at) ->
                    hold.publish(new EngineState.Comparing(a, b, found, at, since)),
                counted());
    work.trace().found.clear();
    hold.store.runs(hold.pair()).end(run, made.rows() + " differences");
    PlanHeader plan = header(made.plan());
    if (plan.halts().isEmpty()) {
      remember.run(made);
    }
    leaveToBatches(made.plan(), news.get());
    open.keep(work.rows(made.plan()));
    List<RelPath> unheard = unheard(made.plan());
    Pipeline.Whole whole =
        finish(made.plan(), plan.halts().stream().map(raised -> raised.halt()).toList());
    return new Pipeline.Whole(
        whole.suspended(), whole.again(), whole.more(), whole.cancelled(), unheard);
  }

  /** What differs and does not wait already. */
  private List<RelPath> unheard(long plan) {
    var unheard = new ArrayList<RelPath>();
    try (Cursor<PlanRow> all = work.rows(plan).all(Selection.ALL)) {
      while (all.hasNext() && unheard.size() < UNHEARD) {
        PlanRow row = all.next();
        if (!open.isKnown(row.item()) && row.choice() != Choice.DELETE) {
          unheard.add(row.path());
        }
      }
    }
    return unheard;
  }

  /** Somebody compared meanwhile, and the guard that had stopped everything did not stop again. */
  private static boolean isGuardGone(LiveWork work, Why why) {
    PlanHeader plan = work.standing().header();
    return why == Why.NET
        && work.trace().stopped != null
        && plan != null
        && plan.halts().stream().noneMatch(raised -> Guards.holdsMoreThanDeletes(raised.halt()));
  }

  /**
   * What waited because a guard had stopped everything, and not for its own sake, is a matter of
   * policy again once that guard is gone by itself.
   */
  private void forgetWhatOnlyAGuardHeld() {
    LiveTrace.Stopped stopped = work.trace().stopped;
    if (why == Why.RETURN && stopped != null) {
      open.forget(row -> row.decision() == null && !stopped.asked().contains(row.path()));
    }
  }

  /** No guard has stopped. */
  interface Remember {
    void run(PlanMaking.Made made) throws HostException, TreeException;
  }

  private Pipeline.Whole finish(long plan, List<Halt> halts) throws HostException, TreeException {
    boolean stopped = halts.stream().anyMatch(Guards::holdsMoreThanDeletes);
    work.trace().stopped = stopped && why != Why.START ? new LiveTrace.Stopped(open.paths()) : null;
    if (stopped) {
      hold.publish(HaltText.review(header(plan), work.now()));
      return new Pipeline.Whole(true, List.of(), false, false);
    }
    if (halts.stream().anyMatch(Halt.TooManyDeletes.class::isInstance)) {
      work.guard()
          .hold(halts.stream().filter(Halt.TooManyDeletes.class::isInstance).toList(), work.now());
    } else {
      work.guard().release();
    }
    Approval approval = approval(plan, !halts.isEmpty());
    if (approval instanceof Approval.Approved(ApprovedPlan approved)) {
      commit(approved);
      addOldNames(plan);
    }
    boolean cut = halts.stream().anyMatch(Halt.ScanIncomplete.class::isInstance);
    return new Pipeline.Whole(false, again.paths(), again.isMore() || cut, false);
  }

  private PlanHeader header(long plan) {
    return Objects.requireNonNull(hold.store.plans(hold.pair()).header(plan));
  }

  private Approval approval(long plan, boolean halted) {
    Review review = Review.open(hold.store, hold.pair(), plan);
    ReviewPolicy policy = policy();
    if (halted) {
      return policy == ReviewPolicy.ALWAYS
          ? new Approval.Nothing()
          : review.approveSafeByPolicy(by());
    }
    return review.approveByPolicy(policy, column(), open.still(work.rows(plan)));
  }

  private ReviewPolicy policy() {
    PairRules rules = hold.spec().rules();
    return switch (why) {
      case START -> rules.reviewAtStart();
      case RETURN -> rules.reviewOnReturn();
      case NET -> ReviewPolicy.NEVER;
    };
  }

  private Column column() {
    return why == Why.START ? Column.AT_START : Column.RUNNING;
  }

  private Cause cause() {
    return switch (why) {
      case START -> Cause.START_UP;
      case RETURN -> Cause.RETURN;
      case NET -> Cause.EVENT;
    };
  }

  private String by() {
    return switch (why) {
      case START -> "policy:review-at-start";
      case RETURN -> "policy:review-on-return";
      case NET -> LiveWork.BY;
    };
  }

  private PlanGuards.Counted counted() {
    return new PlanGuards.Counted() {
      @Override
      public boolean isKnown(PlanItem item) {
        return open.isKnown(item);
      }

      @Override
      public Halt told(Halt halt) {
        return work.guard().withGone(halt, work.now());
      }
    };
  }

  /** What moved on while it was compared is looked at again, and not carried out as it was. */
  private void leaveToBatches(long plan, DirtySet dirty) {
    PlanRows rows = work.rows(plan);
    var left = new ArrayList<RelPath>();
    try (Cursor<PlanRow> all = rows.all(Selection.ALL)) {
      while (all.hasNext()) {
        PlanRow row = all.next();
        RelPath from = row.item().from();
        boolean under = busy.test(row.path()) || (from != null && busy.test(from));
        if (under
            || waitsForWhatFailed(row)
            || (isForBatches(row, dirty) && isTouched(row, dirty))) {
          left.add(row.path());
          // a move is of two names, and perhaps only one of them was heard of
          again.add(row.path());
          if (from != null) {
            again.add(from);
          }
        }
      }
    }
    left.forEach(rows::remove);
    boolean stopped =
        header(plan).halts().stream()
            .anyMatch(raised -> Guards.holdsMoreThanDeletes(raised.halt()));
    if (why != Why.NET && !stopped) {
      List<RelPath> beside = new Beside(hold.store.baseline(hold.pair()), policy(), open).of(rows);
      beside.forEach(again::add);
      beside.forEach(rows::remove);
    }
  }

  /** A link that was held back while live is so still. */
  private boolean waitsForWhatFailed(PlanRow row) {
    RelPath target = LiveRows.linkTarget(row);
    return target != null
        && (why == Why.NET || work.trace().leads(row.path()))
        && work.trace().failedIn(target) != null;
  }

  /**
   * What happened before the pair was live is not for the policy of a live pair: deletes above all,
   * and everything if nobody can tell what happened since.
   */
  private boolean isForBatches(PlanRow row, DirtySet dirty) {
    return why == Why.NET || !(dirty.isWhole() || DeleteGuard.isDelete(row.item()));
  }

  private static boolean isTouched(PlanRow row, DirtySet dirty) {
    RelPath from = row.item().from();
    return dirty.touches(row.path()) || (from != null && dirty.touches(from));
  }

  /** Of moves that did not happen as planned. */
  private void addOldNames(long plan) {
    PlanRows rows = work.rows(plan);
    for (RelPath path : again.paths()) {
      PlanRow row = rows.get(path);
      RelPath from = row == null ? null : row.item().from();
      if (from != null) {
        again.add(from);
      }
    }
  }

  private void commit(ApprovedPlan approved) throws HostException, TreeException {
    var stop = new Cancel();
    hold.cancel().onAsk(stop::cancel);
    Watcher progress =
        new Hearing(
            new CommitWatcher(approved.counts(), hold.published, hold.surroundings.clock()),
            work.now());
    CommitEnd end =
        new CommitRun(work.committing(), hold.store, hold.surroundings)
            .run(approved, cause(), progress, stop);
    if (end.cancelled()) {
      throw new CancelledException();
    }
  }

  /** Tells how far the commit is, and keeps what must be looked at again. */
  private final class Hearing implements Watcher {
    private final Watcher progress;
    private final Instant since;

    Hearing(Watcher progress, Instant since) {
      this.progress = progress;
      this.since = since;
    }

    @Override
    public void travelled(long bytes) {
      progress.travelled(bytes);
    }

    @Override
    public void acted(JournalRow row) {
      work.trace().acted(row, since, "");
    }

    @Override
    public void ended(RelPath path, @Nullable Outcome outcome) {
      progress.ended(path, java.util.Objects.requireNonNull(outcome));
      if (!(outcome instanceof Outcome.Done)) {
        again.add(path);
      }
    }
  }
}
