package org.duplexsync.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.duplexsync.engine.checking.Finding;
import org.duplexsync.engine.checking.Findings;
import org.duplexsync.engine.committing.CommitEnd;
import org.duplexsync.engine.committing.CommitRun;
import org.duplexsync.engine.committing.Committing;
import org.duplexsync.engine.committing.Durable;
import org.duplexsync.engine.committing.Purge;
import org.duplexsync.engine.pair.AgreedAt;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.CancelledException;
import org.duplexsync.engine.pair.Connector;
import org.duplexsync.engine.pair.Leases;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.engine.pair.PlanFacts;
import org.duplexsync.engine.pair.Pulses;
import org.duplexsync.engine.pair.SideException;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Column;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Halt;
import org.duplexsync.model.HostPulse;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanState;
import org.duplexsync.model.RaisedHalt;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Request;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.duplexsync.review.ApprovedPlan;
import org.duplexsync.review.Review;
import org.duplexsync.store.Store;
import org.duplexsync.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The engine of one pair. One thing at a time: calls that reach a server wait for one another. A
 * lost host or store ends what is under way with a {@link SideException} or a {@code
 * StoreException}; the connections are then closed, and the next call starts from what the store
 * knows.
 */
public final class PairEngine implements AutoCloseable {
  /** How long files are read after a compare; longer while there is nothing to be reviewed. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private static final Duration AT_REST = Duration.ofSeconds(10);
  private static final Duration UNTIL_ALL = Duration.ofDays(365);
  private static final int PURGED_AT_ONCE = 20_000;

  private final Hold hold;
  private final Live live;
  private final Store store;
  private final Surroundings surroundings;
  private final Pulses pulses;

  public PairEngine(PairSpec spec, Connector connector, Store store, Surroundings surroundings) {
    this.hold = new Hold(spec, connector, store, surroundings);
    this.live = new Live(hold);
    this.store = store;
    this.surroundings = surroundings;
    this.pulses = new Pulses(surroundings.clock());
  }

  /** Whether the state on this machine's disk is what went wrong; the message says what to do. */
  public static boolean isStoreTrouble(RuntimeException e) {
    return e instanceof StoreException;
  }

  public PairSpec spec() {
    return hold.spec();
  }

  public EngineState state() {
    return hold.published.latest();
  }

  /** Tells the state at once, and each later one. Run the answer to stop. */
  public Runnable listen(Consumer<EngineState> listener) {
    return hold.published.listen(listener);
  }

  /** What was found out about both sides; nothing but probes is written. */
  public List<Finding> check() throws SideException {
    return alone(link -> {
      List<Finding> all = Findings.of(hold.spec(), link);
      publish(new EngineState.Stopped());
      return all;
    });
  }

  /** Compares both sides whole and answers with the new plan. */
  public PlanHeader compare(CompareRequest request) throws SideException {
    return alone(link -> compare(link, request));
  }

  /** Of a live pair, what happened while it was live is judged as live mode does. */
  private PlanHeader compare(Link link, CompareRequest request)
      throws HostException, TreeException {
    if (!live.isBegun()) {
      return compareAll(link, request);
    }
    var open = new OpenQuestions(live.failed());
    open.take(new StandingPlan(store, hold.pair()));
    PlanHeader plan = compareAll(link, request.in(Column.RUNNING));
    if (request.deletes() == null) {
      open.keep(store.plans(hold.pair()).rows(plan.id()));
    }
    return header(plan.id());
  }

  private PlanHeader compareAll(Link link, CompareRequest request)
      throws HostException, TreeException {
    Instant since = now();
    publish(EngineState.Comparing.begun(since));
    Prepared prepared = prepared(link, request);
    hold.leases(prepared.leases());
    long run = store.runs(hold.pair()).start(request.cause(), request.by());
    var making = new PlanMaking(hold.spec(), link, store, surroundings, hold.cancel());
    Scan.Progress progress =
        (a, b, found, at) -> publish(new EngineState.Comparing(a, b, found, at, since));
    PlanMaking.Made made = making.make(request, prepared, run, progress);
    PlanHeader plan = header(made.plan());
    Leases leases = hold.leases();
    if (request.write() && leases != null && plan.halts().isEmpty()) {
      remember(link, leases, made);
      if (!prove(link, readingTime(request, made)).isEmpty()) {
        made = making.make(request, prepared, run, progress);
      }
      purge(link, leases);
    }
    store.runs(hold.pair()).end(run, made.rows() + " differences");
    publish(
        made.rows() == 0 && plan.halts().isEmpty()
            ? new EngineState.InSync(made.entries(), now())
            : waits(made.plan()));
    return header(made.plan());
  }

  private static Duration readingTime(CompareRequest request, PlanMaking.Made made) {
    return request.remember() == CompareRequest.Remember.ALL_READ
        ? UNTIL_ALL
        : made.rows() == 0 ? AT_REST : AT_ONCE;
  }

  /** Reads what was only taken for equal, as long as nobody waits for it. */
  private List<RelPath> prove(Link link, Duration time) throws HostException, TreeException {
    if (live.isOn()) {
      return List.of();
    }
    long total = assumed();
    if (total == 0) {
      return List.of();
    }
    Instant since = now();
    return new Proof(link, store.assumed(hold.pair()), Proof.AT_ONCE)
        .during(
            time,
            surroundings.clock(),
            read -> {
              publish(new EngineState.Reading(read, total, since));
              return !hold.busy.hasQueuedThreads() && !hold.cancel().asked();
            });
  }

  private Prepared prepared(Link link, CompareRequest request) throws HostException, TreeException {
    var preparation = new Preparation(hold.spec(), link, store, surroundings);
    Leases held = hold.leases();
    return live.isOn() && held != null
        ? preparation.again(held)
        : preparation.run(request.write(), held);
  }

  /** No guard has stopped: what is equal on both sides may be relied on from now on. */
  private void remember(Link link, Leases held, PlanMaking.Made made)
      throws HostException, TreeException {
    boolean elsewhere = Preparation.accept(hold.spec(), link, store);
    boolean never = store.generations(hold.pair()).current().committed() == 0;
    if (made.agreements() > 0 || never || elsewhere) {
      AgreedAt.write(store, hold.pair(), made.plan(), now());
      new Durable(link, held, store.generations(hold.pair()), store.id()).run();
    }
  }

  /** The last finished plan of this pair, also of an earlier start; null if there is none. */
  public @Nullable PlanHeader plan() {
    return store.plans(hold.pair()).latestReady();
  }

  /** How many files were only taken for equal so far, by size and time. */
  public long assumed() {
    return store.assumed(hold.pair()).count();
  }

  /** How many old contents are kept on both sides. */
  public long versions() {
    return store.versions(hold.pair()).count();
  }

  /** When the first of them goes; null: none does. */
  public @Nullable Instant nextPurge() {
    return store.versions(hold.pair()).nextPurge();
  }

  private EngineState waits(long plan) {
    return HaltText.review(header(plan), now());
  }

  private PlanHeader header(long plan) {
    return Objects.requireNonNull(store.plans(hold.pair()).header(plan));
  }

  /** To decide about a plan's rows and to approve them. */
  public Review review(long plan) {
    return Review.open(store, hold.pair(), plan);
  }

  /** To keep the pair equal while both sides change. */
  public Live live() {
    return live;
  }

  /** The rows of a plan. */
  public PlanReader rows(long plan) {
    return PlanReader.of(store.plans(hold.pair()), plan);
  }

  /**
   * Carries out what was approved; blocks until it is done or cancelled.
   *
   * @throws CancelledException if it was cancelled before it began: nothing is approved any more
   */
  public CommitEnd commit(ApprovedPlan approved) throws SideException {
    try {
      return alone(link -> commit(link, approved));
    } catch (CancelledException e) {
      if (header(approved.plan()).state().compareTo(PlanState.COMMITTING) < 0) {
        review(approved.plan()).reopenUnfinished();
      }
      throw e;
    }
  }

  private CommitEnd commit(Link link, ApprovedPlan approved) throws HostException, TreeException {
    PlanHeader plan = header(approved.plan());
    Leases held = prepared(link, plan);
    var stop = new org.duplexsync.commit.Cancel();
    hold.cancel().onAsk(stop::cancel);
    hold.cancel().check();
    Preparation.accept(hold.spec(), link, store);
    var progress = new CommitWatcher(approved.counts(), hold.published, surroundings.clock());
    var committing = new Committing(hold.spec(), link, held, surroundings);
    var undone = new Undone(progress);
    CommitEnd end =
        new CommitRun(committing, store, surroundings).run(approved, Cause.REQUEST, undone, stop);
    live.lookAgain(undone.of(store.plans(hold.pair()).rows(approved.plan())));
    PlanHeader after = header(approved.plan());
    boolean all = after.counts().rows(count -> count.state() != RowState.DONE) == 0;
    publish(
        all ? new EngineState.InSync(PlanFacts.of(after).entriesA(), now()) : waits(after.id()));
    if (end.cancelled()) {
      return end;
    }
    return end.with(afterwards(link, held));
  }

  /** Old contents go when their time is over, but not while a guard holds everything. */
  private List<String> purge(Link link, Leases held) throws HostException, TreeException {
    if (live.isOn()) {
      return List.of();
    }
    var purge = new Purge(new Committing(hold.spec(), link, held, surroundings), store);
    purge.run(PURGED_AT_ONCE);
    return purge.words();
  }

  /** What was committed stays committed, also if the operator doesn't wait for this. */
  private List<String> afterwards(Link link, Leases held) throws HostException, TreeException {
    Cancel cancel = hold.cancel();
    var notes = new ArrayList<String>();
    cancel.onAsk(link::close);
    try {
      prove(link, AT_REST).forEach(path -> notes.add(Proof.words(path)));
      notes.addAll(cancel.asked() ? List.of() : purge(link, held));
    } catch (HostException e) {
      if (!cancel.asked()) {
        throw e;
      }
    }
    return notes;
  }

  /** A plain compare took no leases: what it did not put in order is put in order now. */
  private Leases prepared(Link link, PlanHeader plan) throws HostException, TreeException {
    Leases held = hold.leases();
    if (held == null) {
      Prepared now = new Preparation(hold.spec(), link, store, surroundings).run(true, null);
      held = Objects.requireNonNull(now.leases());
      hold.leases(held);
      refuseUnseen(plan, now.halts());
    }
    for (RaisedHalt raised : plan.halts()) {
      if (raised.halt() instanceof Halt.StoreWentBack(_, _, long witness)) {
        store.generations(hold.pair()).adopt(witness);
      }
    }
    return held;
  }

  /** A guard that stops now and had nothing to say when the plan was reviewed. */
  private static void refuseUnseen(PlanHeader plan, List<Halt> halts) throws HostException {
    for (Halt halt : halts) {
      if (plan.halts().stream().noneMatch(raised -> raised.halt().equals(halt))) {
        throw new HostException(HaltText.of(halt) + " Nothing was changed; compare again.");
      }
    }
  }

  /**
   * Looks at both sides where an operator asks for something and puts it into a plan, decided;
   * nothing is written to a server. Answers how many rows are decided so.
   */
  public long request(long plan, Request request, String by) throws SideException {
    return alone(link -> {
      long rows =
          new Requests(hold.spec(), link, store, surroundings, hold.cancel())
              .run(plan, request, by);
      publish(waits(plan));
      return rows;
    });
  }

  /** What is kept of a path and all below it, the newest first. */
  public List<VersionRow> versions(RelPath at, int limit) {
    return store.versions(hold.pair()).newest(at, limit);
  }

  /**
   * Puts an old content back on its own server, where nothing stands; {@link Outcome.Kept} if
   * something does, or if a guard lets nothing go.
   */
  public Outcome restore(Side side, String name, RelPath to, String by) throws SideException {
    VersionRow version = store.versions(hold.pair()).get(side, name);
    if (version == null || version.state() == VersionRow.State.PURGED) {
      return new Outcome.Failed("there is no such version (any more)");
    }
    EngineState before = state();
    return alone(link -> {
      Halt stop = null;
      boolean unseen = false;
      Leases held = hold.leases();
      if (held == null) {
        Prepared now = new Preparation(hold.spec(), link, store, surroundings).run(true, null);
        held = Objects.requireNonNull(now.leases());
        hold.leases(held);
        stop = Restores.stop(now.halts());
        unseen = !now.halts().isEmpty();
      }
      Outcome outcome = new Restores(hold, link, held, stop).run(version, to, by);
      live.lookAgain(to);
      if (unseen) {
        // nobody has read of these guards: with no leases a commit hears of them itself
        hold.disconnect();
      }
      backTo(before);
      return outcome;
    });
  }

  /**
   * To what was told when a request was asked for that changes nothing of it, if all that was told
   * since is that it connected: what ended before it had its turn has told so itself.
   */
  private void backTo(EngineState before) {
    if (state() instanceof EngineState.Connecting) {
      publish(before);
    }
  }

  /** From the next look on; what a new filter hides is never read as deleted. */
  public void filter(FilterSet filter) {
    hold.busy.lock();
    try {
      hold.spec(hold.spec().with(filter));
    } finally {
      hold.busy.unlock();
    }
  }

  /** The first bytes of a file as it is now. */
  public FileContents contents(Side side, RelPath path, int limit) throws SideException {
    return alone(link -> FileContents.read(link.tree(side), path, limit));
  }

  /** What stands right in a directory on both sides now, in path order. Nothing is written. */
  public List<Aligned> children(RelPath directory) throws SideException {
    EngineState before = state();
    return alone(link -> {
      Sides<DirectoryListing> listed =
          link.together()
              .both(side ->
                  DirectoryListing.of(
                      link.tree(side), directory, hold.spec().filter().cursor(), hold.cancel()));
      var paths = new TreeSet<RelPath>(listed.a().entries().keySet());
      paths.addAll(listed.b().entries().keySet());
      backTo(before);
      return paths.stream()
          .map(path -> new Aligned(path, listed.a().seen(path), listed.b().seen(path)))
          .toList();
    });
  }

  /** What stood right in a directory when both sides were last compared. Reaches no server. */
  public List<Aligned> known(RelPath directory) {
    return new LastKnown(store, hold.spec().name(), plan()).children(directory);
  }

  /** Asks a side for a sign of life where it is connected; else how it last was, null: never. */
  public @Nullable HostPulse pulse(Side side) {
    return pulses.of(side, hold.link());
  }

  /** Ends what operators have asked for, or else what live mode does now; returns at once. */
  public void cancel() {
    (hold.operators.isEmpty() ? hold.lives : hold.operators).cancel();
  }

  /** Ends what operators have asked for, and whatever they ask from now on; returns at once. */
  public void cancelForGood() {
    hold.operators.cancelForGood();
  }

  private <T> T alone(Hold.Work<T> work) throws SideException {
    try {
      return hold.alone(work);
    } finally {
      live.operated();
    }
  }

  private void publish(EngineState state) {
    hold.publish(state);
  }

  private Instant now() {
    return hold.now();
  }

  /** Ends what is under way, gives the leases back and closes the connections. */
  @Override
  public void close() {
    live.stop();
    cancelForGood();
    hold.busy.lock();
    try {
      hold.disconnect();
      publish(new EngineState.Stopped());
    } finally {
      hold.busy.unlock();
    }
  }
}
