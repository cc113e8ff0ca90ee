package org.duplexsync.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.control.RowFilter;
import org.duplexsync.control.RowQuery;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Kind;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/**
 * What a plan leaves out because it never travels: sockets and devices.
 *
 * @param paths the first of them, each with its reason
 * @param unknown something else is blocked, such as what can't be read
 */
record Skipped(List<String> paths, boolean unknown) {
  private static final int PAGE = 500;

  static Skipped of(PairControl pair, PlanSummary plan) throws ControlException {
    var paths = new ArrayList<String>();
    boolean unknown = false;
    @Nullable RelPath after = null;
    long left = plan.counts().getOrDefault(Bucket.BLOCKED, 0L);
    while (left > 0) {
      RowQuery blocked = RowQuery.of(Set.of(Bucket.BLOCKED), RowFilter.NONE);
      List<PlanRow> rows = pair.rows(blocked.page(after, PAGE));
      for (PlanRow row : rows) {
        after = row.item().path();
        boolean travelsNever = travelsNever(row.item());
        unknown |= !travelsNever;
        if (travelsNever && paths.size() < PAGE) {
          paths.add(row.item().path() + ": " + row.item().reason());
        }
      }
      left = rows.size() < PAGE ? 0 : left - rows.size();
    }
    return new Skipped(paths, unknown);
  }

  private static boolean travelsNever(PlanItem item) {
    boolean known = !(item.a() instanceof Seen.Unknown) && !(item.b() instanceof Seen.Unknown);
    return item.bucket() == Bucket.BLOCKED && known && (isOther(item.a()) || isOther(item.b()));
  }

  private static boolean isOther(Seen seen) {
    return seen instanceof Seen.Present present && present.entry().kind() == Kind.OTHER;
  }
}
