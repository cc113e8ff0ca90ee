package org.duplexsync.control;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.duplexsync.model.Choice;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;

/** One pair of a job. */
public interface PairControl {
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

  /** Takes decisions back. */
  long reset(RowQuery rows) throws ControlException;

  boolean undo() throws ControlException;

  boolean redo() throws ControlException;

  /** The operator has read what a guard says and goes on. */
  void acknowledge(int halt, String by) throws ControlException;

  /** What {@link #approve} would do, in numbers. */
  ApprovalPreview preview(ApproveMode mode) throws ControlException;

  /**
   * Approves and commits; blocks until done or cancelled.
   *
   * @param typedDeletes the count of deletions that the operator typed, where the preview asks for
   *     it
   */
  RunReport approve(ApproveMode mode, String by, OptionalLong typedDeletes) throws ControlException;

  /** Ends a compare or a commit that is under way, within a second, with nothing half done. */
  void cancel();

  /** The first {@code limit} bytes of a file as it is now. */
  Contents contents(Side side, RelPath path, int limit) throws ControlException;
}
