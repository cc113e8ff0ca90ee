package org.duplexsync.control;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.duplexsync.model.Choice;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Entry;
import org.duplexsync.model.HostPulse;
import org.duplexsync.model.Pick;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;

/** One pair of a job. */
public interface PairControl extends Requests, RowLists, OldContents {
  PairInfo info();

  EngineState state();

  /**
   * Hears of each new state, on an engine thread; the listener must be quick. Close the answer to
   * stop.
   */
  Subscription listen(Consumer<EngineState> listener);

  /**
   * Connects if need be and tells what was found out about both sides. Writes nothing but probes in
   * the temp dirs.
   */
  CheckReport check() throws ControlException;

  /**
   * Compares both sides and makes a new plan, replacing the one before; decisions on rows that are
   * the same are kept.
   */
  PlanSummary compare(CompareOptions options) throws ControlException;

  /** The stored plan, also one of an earlier start; empty if there is none. */
  Optional<PlanSummary> plan() throws ControlException;

  /** Rows of the plan in path order, or as the query says. */
  List<PlanRow> rows(RowQuery query) throws ControlException;

  /** Takes a choice for all rows that the query selects and that offer it; answers how many. */
  long decide(RowQuery rows, Choice choice, String by) throws ControlException;

  /**
   * Decides many rows at once, each by what it is; rows that don't offer the choice are left alone.
   * Answers how many.
   */
  default long pick(RowQuery query, Pick pick, String by) throws ControlException {
    return switch (pick) {
      case Pick.Take(Choice choice) -> decide(query, choice, by);
      case Pick.Reset() -> reset(query);
      case Pick.Proposal() -> each(query, row -> Optional.of(row.item().proposal()), by);
      case Pick.Newer() -> each(query, PairControl::newer, by);
    };
  }

  private long each(RowQuery query, Function<PlanRow, Optional<Choice>> choice, String by)
      throws ControlException {
    long decided = 0;
    RelPath after = null;
    while (true) {
      List<PlanRow> page = rows(query.page(after, 500));
      for (PlanRow row : page) {
        after = row.item().path();
        Choice chosen = choice.apply(row).orElse(null);
        if (chosen != null) {
          decided += decide(RowQuery.path(after), chosen, by);
        }
      }
      if (page.size() < 500) {
        return decided;
      }
    }
  }

  private static Optional<Choice> newer(PlanRow row) {
    return row.item().a() instanceof Seen.Present(Entry a)
            && row.item().b() instanceof Seen.Present(Entry b)
            && !Entry.sameTime(a.mtime(), b.mtime())
        ? Optional.of(Choice.from(a.mtime().isAfter(b.mtime()) ? Side.A : Side.B))
        : Optional.empty();
  }

  /** Takes decisions back. */
  long reset(RowQuery rows) throws ControlException;

  /**
   * Takes back what was decided last, or left out last while this engine was open: whichever came
   * later. A rule is taken out of the job file only if it still stands there as it was written; the
   * next compare asks about the changed filter.
   */
  Undone undo() throws ControlException;

  /** Brings again what was taken back last. */
  Undone redo() throws ControlException;

  /** The operator has read what a guard says and goes on. */
  void acknowledge(int halt, String by) throws ControlException;

  /** What {@link #approve} would do, in numbers. */
  ApprovalPreview preview(ApproveMode mode) throws ControlException;

  /**
   * Approves and commits what was read, and nothing else; blocks until done or cancelled. Where
   * another compare or another decision came between, nothing is approved.
   *
   * @param read what {@link #preview} said
   * @param typedDeletes the count of deletions that the operator typed, where the preview asks for
   *     it
   */
  RunReport approve(ApprovalPreview read, String by, OptionalLong typedDeletes)
      throws ControlException;

  /** How a server was when it last answered; empty if it has not been reached yet. Asks it. */
  Optional<HostPulse> pulse(Side side) throws ControlException;

  /** Ends a compare or a commit that is under way, within a second, with nothing half done. */
  void cancel();

  /** As {@link #cancel}, also of whatever is asked here from now on: the front end is ending. */
  void cancelForGood();

  /**
   * What stands right in a directory on both sides now, aligned, in path order, with what the plan
   * has about it. Writes nothing.
   */
  List<TreeRow> children(RelPath directory) throws ControlException;

  /** As {@link #children}, but as both sides were last compared: no server is reached for it. */
  List<TreeRow> known(RelPath directory) throws ControlException;

  /**
   * Keeps this pair equal while both sides change.
   *
   * @throws UnsupportedOperationException if this pair is of a kind that can't go live
   */
  default LiveControl live() {
    throw new UnsupportedOperationException("this pair can't go live");
  }

  /** The first {@code limit} bytes of a file as it is now. */
  Contents contents(Side side, RelPath path, int limit) throws ControlException;
}
