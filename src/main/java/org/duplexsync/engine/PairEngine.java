package org.duplexsync.engine;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.duplexsync.engine.checking.Finding;
import org.duplexsync.engine.checking.Findings;
import org.duplexsync.engine.committing.CommitEnd;
import org.duplexsync.engine.listing.DirectoryListing;
import org.duplexsync.engine.pair.CancelledException;
import org.duplexsync.engine.pair.Connector;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.engine.pair.Pulses;
import org.duplexsync.engine.pair.SideException;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.engine.planning.CompareRequest;
import org.duplexsync.engine.planning.Requests;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Halt;
import org.duplexsync.model.HostPulse;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanState;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Request;
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

  /**
   * What kind of trouble it is when the state on this machine's disk is what went wrong, such as
   * {@code DISK_FULL}, otherwise null; the message says what to do.
   */
  public static @Nullable String storeTrouble(RuntimeException e) {
    return e instanceof StoreException trouble ? trouble.kind().name() : null;
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
    return alone(link -> new WholeCompare(hold, live).run(link, request));
  }

  /** The last finished plan of this pair, also of an earlier start; null if there is none. */
  public @Nullable PlanHeader plan() {
    return store.plans(hold.pair()).latestReady();
  }

  /** How many files were only taken for equal so far, by size and time. */
  public long assumed() {
    return store.assumed(hold.pair()).count();
  }

  /** How much was equal at a path and below it by the last compare. */
  public long agreed(RelPath at) {
    return store.baseline(hold.pair()).count(at);
  }

  /** How many old contents are kept on both sides. */
  public long versions() {
    return store.versions(hold.pair()).count();
  }

  /** When the first of them goes; null: none does. */
  public @Nullable Instant nextPurge() {
    return store.versions(hold.pair()).nextPurge();
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
      return alone(link -> new ApprovedCommit(hold, live).run(link, approved));
    } catch (CancelledException e) {
      if (hold.header(approved.plan()).state().compareTo(PlanState.COMMITTING) < 0) {
        review(approved.plan()).reopenUnfinished();
      }
      throw e;
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
      publish(hold.review(plan));
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
      Writing writing = Writing.of(hold, link);
      Halt stop = Restores.stop(writing.unread());
      Outcome outcome = new Restores(hold, link, writing.leases(), stop).run(version, to, by);
      live.lookAgain(to);
      if (!writing.unread().isEmpty()) {
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
