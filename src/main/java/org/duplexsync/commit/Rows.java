package org.duplexsync.commit;

import java.util.List;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** The rows of an approved plan, read in pages: a plan may hold millions. */
public interface Rows {
  /**
   * The rows after a path in path order, or before it in reverse order; each with the decision that
   * was approved.
   *
   * @param after null: from the beginning (in reverse: from the end)
   * @return at most {@code limit} rows; fewer only at the end
   */
  List<PlanRow> page(@Nullable RelPath after, boolean reverse, int limit);
}
