package org.duplexsync.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.duplexsync.engine.PlanReader;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Selection;
import org.jspecify.annotations.Nullable;

/** Reads rows as a query says: what the store can select by it does, the rest is tested here. */
final class RowSearch {
  private static final int PAGE = 500;

  private final PlanReader reader;
  private final RowQuery query;

  RowSearch(PlanReader reader, RowQuery query) {
    this.reader = reader;
    this.query = query;
  }

  /** What the store selects; exactly what is asked if {@link #isExact}. */
  static Selection selection(RowQuery query) {
    RelPath at = query.at() != null ? query.at() : query.below();
    Selection.Status status =
        query.undecided()
            ? Selection.Status.UNDECIDED
            : Boolean.TRUE.equals(query.safe()) ? Selection.Status.SAFE : Selection.Status.ANY;
    return new Selection(query.buckets(), at, null, null, status);
  }

  static boolean isExact(RowQuery query) {
    boolean oneState = !query.undecided() || query.safe() == null;
    boolean wholePlan =
        query.at() == null && query.after() == null && query.limit() == Integer.MAX_VALUE;
    return wholePlan && oneState && !Boolean.FALSE.equals(query.safe()) && query.filter().isNone();
  }

  List<PlanRow> rows() {
    var found = new ArrayList<PlanRow>();
    each(found::add);
    return found;
  }

  List<RelPath> paths() {
    var found = new ArrayList<RelPath>();
    each(row -> found.add(row.item().path()));
    return found;
  }

  private void each(Consumer<PlanRow> sink) {
    if (query.at() != null) {
      org.duplexsync.model.PlanRow row = reader.at(query.at());
      if (row != null && fits(row)) {
        sink.accept(row(row));
      }
      return;
    }
    Selection selection = selection(query);
    RelPath after = query.after();
    int left = query.limit();
    List<org.duplexsync.model.PlanRow> page;
    do {
      page = reader.page(selection, after, PAGE);
      for (org.duplexsync.model.PlanRow row : page) {
        after = row.path();
        if (left > 0 && fits(row)) {
          sink.accept(row(row));
          left--;
        }
      }
    } while (page.size() == PAGE && left > 0);
  }

  private boolean fits(org.duplexsync.model.PlanRow row) {
    Set<org.duplexsync.model.Bucket> buckets = query.buckets();
    return (buckets.isEmpty() || buckets.contains(row.item().bucket()))
        && (query.safe() == null || query.safe() == row.item().safe())
        && (!query.undecided() || row.decision() == null)
        && query.filter().test(row(row));
  }

  static PlanRow row(org.duplexsync.model.PlanRow row) {
    return new PlanRow(row.item(), row.decision(), row.outcome(), isDrifted(row.drift()));
  }

  private static boolean isDrifted(@Nullable String drift) {
    return drift != null;
  }
}
