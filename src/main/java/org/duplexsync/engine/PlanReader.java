package org.duplexsync.engine;

import java.util.List;
import org.duplexsync.model.Counts;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Selection;
import org.duplexsync.store.PlanRows;
import org.jspecify.annotations.Nullable;

/** The rows of one plan, for reading. */
public final class PlanReader {
  private final PlanRows rows;

  PlanReader(PlanRows rows) {
    this.rows = rows;
  }

  public @Nullable PlanRow at(RelPath path) {
    return rows.get(path);
  }

  /** Counts the rows of a selection. */
  public Counts count(Selection selection) {
    return rows.count(selection);
  }

  /** The next rows behind a path (null: from the first), at most {@code limit}. */
  public List<PlanRow> page(Selection selection, @Nullable RelPath after, int limit) {
    return rows.page(selection, after, limit);
  }
}
