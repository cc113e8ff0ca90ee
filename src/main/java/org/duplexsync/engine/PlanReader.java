package org.duplexsync.engine;

import java.util.List;
import java.util.function.Consumer;
import org.duplexsync.model.Counts;
import org.duplexsync.model.Measures;
import org.duplexsync.model.Outline;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Selection;
import org.duplexsync.model.Standing;
import org.duplexsync.store.PlanRows;
import org.duplexsync.store.PlanScans;
import org.duplexsync.store.Plans;
import org.jspecify.annotations.Nullable;

/** The rows of one plan, for reading. */
public final class PlanReader {
  private final PlanRows rows;
  private final PlanScans scans;
  private final long plan;

  private PlanReader(Plans plans, long plan) {
    this.plan = plan;
    this.rows = plans.rows(plan);
    this.scans = plans.scans(plan);
  }

  public static PlanReader of(Plans plans, long plan) {
    return new PlanReader(plans, plan);
  }

  /** The plan's number. */
  public long plan() {
    return plan;
  }

  /** Another one whenever rows were added, replaced or removed; decisions don't count. */
  public Object version() {
    return scans.version();
  }

  /** All rows in path order, but little of each. */
  public void outlines(Consumer<Outline> sink) {
    scans.outlines(sink);
  }

  public void standings(Consumer<Standing> sink) {
    scans.standings(sink);
  }

  public void measures(Consumer<Measures> sink) {
    scans.measures(sink);
  }

  /** The rows at these paths, in this order; a path that has none is left out. */
  public List<PlanRow> at(List<RelPath> paths) {
    return scans.at(paths);
  }

  /** Cheap at any time. */
  public Counts counts() {
    return rows.counts();
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
