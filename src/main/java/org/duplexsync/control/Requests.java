package org.duplexsync.control;

import java.util.List;
import org.duplexsync.model.Pick;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Request;

/** What an operator asks for beyond what the compare has proposed; it goes through the plan. */
public interface Requests {
  /**
   * Looks at both sides at the path and below it, and puts what is asked for into the plan as rows
   * that are decided: they are approved and committed like all others. A compare made before that
   * forgets those of them that differ in nothing. Answers how many rows are decided so.
   */
  long request(Request request, String by) throws ControlException;

  /**
   * Leaves the path and all below it out from now on: a rule is put into the job file, the plan's
   * rows there wait. The next compare does not see it any more and asks, as for each changed
   * filter.
   */
  void exclude(RelPath path, String by) throws ControlException;

  /** What {@link #exclude} of this path would cover. Reaches no server. */
  Covered covered(RelPath path) throws ControlException;

  /** Decides about these rows in one step that is undone as one; answers how many offer it. */
  long pick(List<RelPath> paths, Pick pick, String by) throws ControlException;
}
